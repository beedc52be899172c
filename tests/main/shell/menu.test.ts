import { expect, test } from 'vitest'
import { menuTemplate } from '../../../main/shell/menu.ts'

test('macOS has its usual menus, ⌘W among them, and none with reload or developer tools; elsewhere there is no menu', () => {
  const steps: string[] = []
  const menu = menuTemplate('darwin', (by) => void steps.push(by))!
  expect(menu.map(({ role, label }) => role ?? label)).toEqual([
    'appMenu',
    'fileMenu',
    'editMenu',
    'View',
    'windowMenu',
  ])
  for (const item of menu[3]!.submenu as { click: () => void }[]) item.click()
  expect(steps).toEqual(['reset', 'in', 'out'])
  expect([menuTemplate('win32', () => {}), menuTemplate('linux', () => {})]).toEqual([null, null])
})
