@echo off
rem Makes .venv beside the program, whole or not at all. Exit code 0: it is there.
setlocal
chcp 866 >nul
set "PROGRAM=%~dp0"
for %%I in ("%~dp0..") do set "ROOT=%%~fI"
if exist "%PROGRAM%python\python.exe" exit /b 0
set "HAVE="
set "WANTED="
set /p WANTED=<"%PROGRAM%version.txt"
if exist "%ROOT%\.venv\version.txt" set /p HAVE=<"%ROOT%\.venv\version.txt"
if "%WANTED%"=="%HAVE%" if exist "%ROOT%\.venv\Scripts\python.exe" exit /b 0

echo Готовлю "Наставник" к работе. Это делается один раз и занимает две-три минуты ...
set "NEW=%ROOT%\.venv-new"
if exist "%NEW%" rmdir /s /q "%NEW%"
mkdir "%NEW%" 2>nul
if not exist "%NEW%" goto read_only
rmdir "%NEW%"
set "UV_PYTHON_INSTALL_DIR=%ROOT%\python"
set "UV_CACHE_DIR=%ROOT%\cache"
set "UV_NO_CONFIG=1"
"%PROGRAM%uv.exe" --version >nul 2>nul
if %errorlevel% neq 0 goto no_uv
"%PROGRAM%uv.exe" venv --quiet --relocatable --no-python-downloads --python @CPYTHON@ "%NEW%" 2>nul
if %errorlevel% equ 0 goto libraries
echo На этом компьютере нет Python @CPYTHON@, скачиваю его ...
if exist "%NEW%" rmdir /s /q "%NEW%"
"%PROGRAM%uv.exe" venv --quiet --relocatable --managed-python --python @CPYTHON@ "%NEW%"
if %errorlevel% neq 0 goto no_python

:libraries
set "WHERE=--no-index --find-links "%PROGRAM%wheels" --python "%NEW%\Scripts\python.exe""
"%PROGRAM%uv.exe" pip install --quiet --require-hashes %WHERE% -r "%PROGRAM%requirements.txt"
if %errorlevel% neq 0 goto no_room
copy /y "%PROGRAM%version.txt" "%NEW%\version.txt" >nul
if %errorlevel% neq 0 goto no_room
set TRIES=0
:replace
if exist "%ROOT%\.venv" rmdir /s /q "%ROOT%\.venv" 2>nul
if not exist "%ROOT%\.venv" goto free
set /a TRIES=%TRIES%+1
if %TRIES% geq 5 goto in_use
ping -n 2 127.0.0.1 >nul 2>nul
goto replace
:free
move /y "%NEW%" "%ROOT%\.venv" >nul
if %errorlevel% neq 0 goto in_use
if exist "%ROOT%\cache" rmdir /s /q "%ROOT%\cache"
exit /b 0

:read_only
echo В папку "%ROOT%" нельзя записывать.
echo Скопируйте папку программы туда, где можно, например в "Документы", и запустите снова.
exit /b 2

:no_uv
echo Файл "%PROGRAM%uv.exe" не запускается: возможно, его остановил антивирус.
echo Разрешите его в антивирусе или попросите установить Python @CPYTHON@ и запустите снова.
goto undo

:no_python
echo Python @CPYTHON@ не нашёлся, и скачать его не удалось. Что можно сделать:
echo   1. Проверить связь с интернетом и запустить снова.
echo   2. Установить Python @CPYTHON@ с сайта python.org: права администратора не нужны.
echo   3. Взять выпуск "Наставника", в котором Python уже есть.
goto undo

:no_room
echo Не получилось поставить программу: скорее всего, на диске мало места.
echo Освободите 800 МБ на диске с папкой "%ROOT%" и запустите снова.
goto undo

:in_use
echo Прежняя программа ещё работает: закройте окно "Наставника" и книги Excel и запустите снова.
goto undo

:undo
if exist "%NEW%" rmdir /s /q "%NEW%"
if exist "%ROOT%\cache" rmdir /s /q "%ROOT%\cache"
exit /b 2
