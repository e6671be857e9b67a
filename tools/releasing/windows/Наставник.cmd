@echo off
rem The window of the product; a workbook dropped upon this file is opened in it.
setlocal
chcp 866 >nul
call "%~dp0program\prepare.cmd"
if %errorlevel% neq 0 goto failed
set "PYTHON=%~dp0.venv\Scripts\pythonw.exe"
if exist "%~dp0program\python\python.exe" set "PYTHON=%~dp0program\python\pythonw.exe"
start "" "%PYTHON%" -m nastavnik panel %*
exit /b 0

:failed
if not defined NASTAVNIK_SILENT pause
exit /b 2
