; The installer for Windows, for one person or for the whole PC.
; Built by .ci/paquet-windows, which gives VERSION, NUMERO, SOURCE (the folder of
; the programs), SORTIE, and SIGNER where there is a certificate.
;
; Silent: /S with /CurrentUser or /AllUsers, /D=DIR last. Exit status: 0 done,
; 5 Délib is running, 740 /AllUsers without the rights.

Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave on

!define NOM "Délib"
!define DESINSTALLER "Software\Microsoft\Windows\CurrentVersion\Uninstall\fr.delib.poste"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "Delib"
; An update goes where the version before is.
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${DESINSTALLER}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${DESINSTALLER}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "DisplayVersion"
!define MULTIUSER_INIT_TEXT_ALLUSERSNOTPOSSIBLE "Installer Délib pour toutes les personnes de ce poste demande les droits d’administrateur."
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh

Name "${NOM}"
OutFile "${SORTIE}"
BrandingText "${NOM} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMERO}"
VIFileVersion "${NUMERO}"
VIAddVersionKey /LANG=1036 "ProductName" "${NOM}"
VIAddVersionKey /LANG=1036 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "FileDescription" "Installation de ${NOM}"
VIAddVersionKey /LANG=1036 "CompanyName" "${NOM}"
VIAddVersionKey /LANG=1036 "LegalCopyright" "Les auteurs de Délib"

!define MUI_ICON "${SOURCE}\icone.ico"
!define MUI_UNICON "${SOURCE}\icone.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SOURCE}\cote.bmp"
!define MUI_ABORTWARNING
!define MULTIUSER_INSTALLMODEPAGE_TEXT_TOP "Qui se servira de Délib sur ce poste ? Les données de chaque personne restent dans son propre dossier."
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Délib est installé"
!define MUI_FINISHPAGE_TEXT "Ouvrez « Délib » dans le menu Démarrer."
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"

!ifdef SIGNER
  !uninstfinalize '"${SIGNER}" "%1"'
  !finalize '"${SIGNER}" "%1"'
!endif

; A program that runs cannot be replaced, and half an update is worse than none:
; this stops before the first file.
!macro FERME UN
Function ${UN}VerifierFerme
  encore:
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\delib.exe"
    FileOpen $0 "$INSTDIR\delib.exe" a
    FileClose $0
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\compat\delib.exe"
    FileOpen $1 "$INSTDIR\compat\delib.exe" a
    FileClose $1
  ${EndIf}
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Délib est ouvert sur ce poste, ou « $INSTDIR » ne peut pas être changé. Fermez Délib, puis recommencez." /SD IDCANCEL IDRETRY encore
    SetErrorLevel 5
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro FERME ""
!insertmacro FERME "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "Délib demande Windows 10 ou 11." /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  ${If} ${Silent}
    ; Refused without a box, which nobody would see.
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/AllUsers" $1
    ${IfNot} ${Errors}
      UserInfo::GetAccountType
      Pop $1
      ${If} $1 != "Admin"
        SetErrorLevel 740
        Quit
      ${EndIf}
    ${EndIf}
  ${EndIf}
  StrCpy $2 $INSTDIR ; what /D= asked for
  !insertmacro MULTIUSER_INIT
  ${If} $2 != ""
    StrCpy $INSTDIR $2
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; File by file: the folder was chosen by a person, who may have other things there.
!macro OTER_COMPATIBLE
  Delete "$INSTDIR\compat\delib.exe"
  Delete "$INSTDIR\compat\*.dll"
  Delete "$INSTDIR\compat\*licen?e*"
  Delete "$INSTDIR\compat\ORIGINE.txt"
  RMDir "$INSTDIR\compat"
!macroend

Section
  Call VerifierFerme
  !insertmacro OTER_COMPATIBLE
  SetOutPath "$INSTDIR"
  File "${SOURCE}\delib.exe"
  File "${SOURCE}\delibctl.exe"
  File "${SOURCE}\LICENCES.txt"
  SetOutPath "$INSTDIR\docs"
  File "${SOURCE}\docs\*"
  SetOutPath "$INSTDIR"
  CreateDirectory "$SMPROGRAMS\${NOM}"
  CreateShortcut "$SMPROGRAMS\${NOM}\${NOM}.lnk" "$INSTDIR\delib.exe" "" "$INSTDIR\delib.exe" 0 SW_SHOWNORMAL "" "Délibérations, sans réseau"
  CreateShortcut "$SMPROGRAMS\${NOM}\Guide de ${NOM}.lnk" "$INSTDIR\docs\guide.pdf" "" "" 0 SW_SHOWNORMAL "" "Une page par activité"
  Delete "$SMPROGRAMS\${NOM}\${NOM} (mode compatible).lnk"
!ifdef COMPATIBLE
  SetOutPath "$INSTDIR\compat"
  File "${SOURCE}\compat\*"
  CreateShortcut "$SMPROGRAMS\${NOM}\${NOM} (mode compatible).lnk" "$INSTDIR\compat\delib.exe" "" "$INSTDIR\delib.exe" 0 SW_SHOWNORMAL "" "Sans pilote graphique : plus lent, tout y est"
  SetOutPath "$INSTDIR"
!endif
  WriteUninstaller "$INSTDIR\desinstaller.exe"
  SetRegView 64
  WriteRegStr SHCTX "${DESINSTALLER}" "DisplayName" "${NOM}"
  WriteRegStr SHCTX "${DESINSTALLER}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${DESINSTALLER}" "DisplayIcon" "$INSTDIR\delib.exe,0"
  WriteRegStr SHCTX "${DESINSTALLER}" "Publisher" "${NOM}"
  WriteRegStr SHCTX "${DESINSTALLER}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${DESINSTALLER}" "UninstallString" '"$INSTDIR\desinstaller.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${DESINSTALLER}" "QuietUninstallString" '"$INSTDIR\desinstaller.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${DESINSTALLER}" "NoModify" 1
  WriteRegDWORD SHCTX "${DESINSTALLER}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${DESINSTALLER}" "EstimatedSize" $0
SectionEnd

Section Uninstall
  Call un.VerifierFerme
  Delete "$INSTDIR\delib.exe"
  Delete "$INSTDIR\delibctl.exe"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\installation.md"
  Delete "$INSTDIR\docs\*.md"
  Delete "$INSTDIR\docs\*.png"
  Delete "$INSTDIR\docs\guide.pdf"
  RMDir "$INSTDIR\docs"
  !insertmacro OTER_COMPATIBLE
  Delete "$INSTDIR\desinstaller.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NOM}\${NOM}.lnk"
  Delete "$SMPROGRAMS\${NOM}\Guide de ${NOM}.lnk"
  Delete "$SMPROGRAMS\${NOM}\${NOM} (mode compatible).lnk"
  RMDir "$SMPROGRAMS\${NOM}"
  SetRegView 64
  DeleteRegKey SHCTX "${DESINSTALLER}"

  ; Marks are kept unless a person says twice that they may go. A silent removal
  ; never takes them, nor one for the whole PC: they are other people's.
  SetShellVarContext current
  StrCpy $0 "$LOCALAPPDATA\Delib"
  ${If} $MultiUser.InstallMode == "CurrentUser"
  ${AndIf} ${FileExists} "$0\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON1 "Délib est désinstallé.$\n$\nGarder vos données (notes, décisions, copies, documents) ?$\n$0" /SD IDYES IDYES garder
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Effacer pour toujours tout ce que contient$\n$0 ?$\n$\nLes notes et les décisions des jurys qui ne sont pas ailleurs seront perdues." /SD IDNO IDNO garder
    RMDir /r "$0"
    garder:
  ${EndIf}
SectionEnd
