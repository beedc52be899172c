import { findIana, type WindowsZoneName } from 'windows-iana'

/** The IANA zones of a name of Windows, that of most people first (CLDR's windowsZones.xml); none: it is no such name. */
export function windowsZones(name: string): readonly string[] {
  return findIana(name as WindowsZoneName)
}
