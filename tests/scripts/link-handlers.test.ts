import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/run-step.ts'

const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
const script = readFileSync(join(root, 'resources', 'link-handlers.nsh'), 'utf8')

/** The lines of one macro, with what was defined written out. */
function macro(name: string): string[] {
  const defined = [...script.matchAll(/^!define (\w+) (?:"(.*)"|'(.*)')$/gm)].map(
    ([, word = '', ...texts]) => [word, texts.find((text) => text !== undefined) ?? ''] as const,
  )
  const [, body = ''] = new RegExp(`^!macro ${name}\\n(.*?)^!macroend`, 'ms').exec(script) ?? []
  return body.split('\n').map((line) => defined.reduce((all, [word, text]) => all.replaceAll(`\${${word}}`, text), line.trim())) // prettier-ignore
}

/** "key" "name" "value" of each value that is written. */
const written = macro('customInstall')
  .map((line) => /^WriteRegStr SHELL_CONTEXT "([^"]*)" "([^"]*)" (?:"(.*)"|'(.*)')$/.exec(line))
  .filter((match) => match !== null)
  .map(([, key, name, quoted, single]) => ({ key, name, value: quoted ?? single }))

const valueOf = (key: string, name: string) => written.find((one) => one.key === key && one.name === name)?.value

test('the installer of Windows is given the script', () => {
  expect(config).toMatch(/^nsis:\n(?: .*\n)*  include: resources\/link-handlers\.nsh$/m)
})

test('Afterbeep is among the default apps of Windows for every kind of link that the parcel names', () => {
  const schemes = [...config.matchAll(/^    schemes: \[(.*)\]$/gm)].flatMap(([, list = '']) => list.split(', '))
  expect(schemes).toContain('tel')
  const capabilities = valueOf('Software\\RegisteredApplications', 'Afterbeep')!
  const offered = written.filter(({ key }) => key === `${capabilities}\\URLAssociations`)
  expect(offered.map(({ name }) => name).sort()).toEqual(schemes.sort())
  expect(valueOf(capabilities, 'ApplicationName')).toBe('${PRODUCT_NAME}')
  expect(valueOf(capabilities, 'ApplicationDescription')).toBeTruthy()
  for (const { value } of offered) {
    expect(valueOf(`Software\\Classes\\${value}`, 'URL Protocol')).toBe('')
    expect(valueOf(`Software\\Classes\\${value}\\shell\\open\\command`, '')).toBe('"$appExe" -- "%1"')
  }
})

test('what was registered goes with the app, and not with an update of it', () => {
  const lines = macro('customUnInstall')
  expect([lines[0], lines.at(-2)]).toEqual(['${ifNot} ${isUpdated}', '${endIf}'])
  expect(lines).toContain('DeleteRegValue SHELL_CONTEXT "Software\\RegisteredApplications" "Afterbeep"')
  const deleted = lines.map((line) => /^DeleteRegKey SHELL_CONTEXT "([^"]*)"$/.exec(line)?.[1]).filter(Boolean)
  const left = written.filter(({ key }) => !deleted.some((gone) => `${key}\\`.startsWith(`${gone}\\`)))
  expect(left.map(({ key }) => key)).toEqual(['Software\\RegisteredApplications'])
})
