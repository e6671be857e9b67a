@echo off
rem The command line of the product.
setlocal
call "%~dp0program\prepare.cmd" 1>&2
if %errorlevel% neq 0 exit /b 2
set "PYTHON=%~dp0.venv\Scripts\python.exe"
if exist "%~dp0program\python\python.exe" set "PYTHON=%~dp0program\python\python.exe"
set "PYTHONUTF8=1"
"%PYTHON%" -m nastavnik %*
