; Windows offers an app for tel:, callto:, sip: and sips: links only where its Capabilities say so ("Default apps" in
; Settings; https://learn.microsoft.com/windows/win32/shell/default-programs). The choice stays the rep's own.
;
; SHELL_CONTEXT is HKEY_CURRENT_USER, or HKEY_LOCAL_MACHINE where Afterbeep is installed for everybody.

!define LINK_CLASS "Afterbeep.Link"
!define LINK_CAPABILITIES "Software\Afterbeep\Capabilities"
!define LINK_SCHEMES_CHANGED 'System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"'

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINK_CLASS}" "" "Call with ${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINK_CLASS}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINK_CLASS}\DefaultIcon" "" "$appExe,0"
  ; What follows -- is no switch, whatever a link of a web page begins with.
  WriteRegStr SHELL_CONTEXT "Software\Classes\${LINK_CLASS}\shell\open\command" "" '"$appExe" -- "%1"'
  WriteRegStr SHELL_CONTEXT "${LINK_CAPABILITIES}" "ApplicationName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "${LINK_CAPABILITIES}" "ApplicationDescription" "A softphone for inside-sales reps"
  WriteRegStr SHELL_CONTEXT "${LINK_CAPABILITIES}" "ApplicationIcon" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "${LINK_CAPABILITIES}\URLAssociations" "tel" "${LINK_CLASS}"
  WriteRegStr SHELL_CONTEXT "${LINK_CAPABILITIES}\URLAssociations" "callto" "${LINK_CLASS}"
  WriteRegStr SHELL_CONTEXT "${LINK_CAPABILITIES}\URLAssociations" "sip" "${LINK_CLASS}"
  WriteRegStr SHELL_CONTEXT "${LINK_CAPABILITIES}\URLAssociations" "sips" "${LINK_CLASS}"
  WriteRegStr SHELL_CONTEXT "Software\RegisteredApplications" "Afterbeep" "${LINK_CAPABILITIES}"
  ${LINK_SCHEMES_CHANGED}
!macroend

; An update runs it too, and must not lose what the rep has chosen.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue SHELL_CONTEXT "Software\RegisteredApplications" "Afterbeep"
    DeleteRegKey SHELL_CONTEXT "${LINK_CAPABILITIES}"
    DeleteRegKey /ifempty SHELL_CONTEXT "Software\Afterbeep"
    DeleteRegKey SHELL_CONTEXT "Software\Classes\${LINK_CLASS}"
    ${LINK_SCHEMES_CHANGED}
  ${endIf}
!macroend
