import { expect, it } from 'vitest'
import { buildDesk } from '../../support/desk-preview.ts'

it('the desk carries no parser, no SIP and no clock library', { timeout: 60_000 }, async () => {
  const { modules } = await buildDesk()
  const strangers = modules.filter((path) =>
    /node_modules\/(zod|luxon|sip\.js|ws|werift|libphonenumber-js)\//.test(path),
  )
  expect(strangers).toEqual([])
  expect(modules.some((path) => path.includes('node_modules/react-aria-components/'))).toBe(true)
})
