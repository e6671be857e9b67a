; The installer for one user: no administrator right, all or nothing, an old version replaced.
; Defined on the command line: VERSION, SOURCE (the folder), OUT (the .exe), NEEDED (megabytes).
Target amd64-unicode
Unicode true
SetCompressor lzma
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "MUI2.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Nastavnik"
!define STARTER "Наставник.cmd"

Name "Наставник"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Nastavnik"
ShowInstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Наставник"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Установка программы «Наставник»"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "Открыть «Наставник»"
!define MUI_FINISHPAGE_RUN_FUNCTION Launch
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Russian"

!define UNTOUCHED "Прежняя версия, если она была, осталась как была."

!macro Fail MESSAGE
  StrCpy $8 "${MESSAGE}"
  Call Fail
!macroend

; Takes back what was written and says $8; a silent installer writes it into %TEMP%.
Function Fail
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\program-new"
  RMDir "$INSTDIR"
  MessageBox MB_OK|MB_ICONSTOP "$8" /SD IDOK
  FileOpen $9 "$TEMP\nastavnik-setup.txt" w
  FileWriteUTF16LE /BOM $9 "$8"
  FileClose $9
  SetErrorLevel 2
  Quit
FunctionEnd

Function Launch
  ExecShell "open" "$INSTDIR\${STARTER}"
FunctionEnd

Function .onInstFailed
  StrCpy $8 "Не все файлы записались: проверьте место на диске и антивирус и запустите установку снова. ${UNTOUCHED}"
  Call Fail
FunctionEnd

Section
  Delete "$TEMP\nastavnik-setup.txt"
  RMDir /r "$INSTDIR\program-new"
  ClearErrors
  CreateDirectory "$INSTDIR\program-new"
  FileOpen $0 "$INSTDIR\program-new\probe" w
  ${If} ${Errors}
    !insertmacro Fail "В папку «$INSTDIR» нельзя записывать. Выберите другую: запустите установку с ключом /D=ПАПКА или попросите снять с папки «Только чтение»."
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\program-new\probe"

  ${GetRoot} "$INSTDIR" $1
  ${DriveSpace} "$1\" "/D=F /S=M" $2
  ${If} $2 < ${NEEDED}
    !insertmacro Fail "На диске $1 мало места: нужно ${NEEDED} МБ, а свободно $2 МБ. Освободите место и запустите установку снова."
  ${EndIf}

  SetOutPath "$INSTDIR\program-new"
  ClearErrors
  SetOverwrite try
  File /r "${SOURCE}/program/*.*"
  ${If} ${Errors}
    Abort
  ${EndIf}

  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\program-old"
  ${If} ${FileExists} "$INSTDIR\program\*.*"
    ClearErrors
    Rename "$INSTDIR\program" "$INSTDIR\program-old"
    ${If} ${Errors}
      !insertmacro Fail "Прежняя версия «Наставника» сейчас работает: закройте её окно и книги Excel и запустите установку снова."
    ${EndIf}
  ${EndIf}
  Rename "$INSTDIR\program-new" "$INSTDIR\program"
  RMDir /r "$INSTDIR\program-old"

  SetOutPath "$INSTDIR"
  SetOverwrite on
  File "${SOURCE}/*.*"
  CreateShortcut "$SMPROGRAMS\Наставник.lnk" "$INSTDIR\${STARTER}" "" "$INSTDIR\program\nastavnik.ico" 0 SW_SHOWMINIMIZED
  CreateShortcut "$DESKTOP\Наставник.lnk" "$INSTDIR\${STARTER}" "" "$INSTDIR\program\nastavnik.ico" 0 SW_SHOWMINIMIZED
  WriteUninstaller "$INSTDIR\Удалить.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Наставник"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\program\nastavnik.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\Удалить.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\Удалить.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\.venv\*.*"
    Rename "$INSTDIR\.venv" "$INSTDIR\.venv-old"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "«Наставник» сейчас работает: закройте его окно и книги Excel и повторите." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
  RMDir /r "$INSTDIR\.venv-old"
  RMDir /r "$INSTDIR\.venv-new"
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\program-new"
  RMDir /r "$INSTDIR\program-old"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\cache"
  RMDir /r "$INSTDIR\Logs"
  Delete "$INSTDIR\${STARTER}"
  Delete "$INSTDIR\nastavnik.cmd"
  Delete "$INSTDIR\Прочти меня.txt"
  Delete "$INSTDIR\Удалить.exe"
  Delete "$SMPROGRAMS\Наставник.lnk"
  Delete "$DESKTOP\Наставник.lnk"
  DeleteRegKey HKCU "${KEY}"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
SectionEnd
