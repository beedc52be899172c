import { describe, expect, it } from 'vitest'
import { errorsIn, formOf, lineInput } from '../../../../renderer/desk/line/line-words.ts'
import { lineIdSchema } from '../../../../shared/ids.ts'
import { lineSchema } from '../../../../shared/contract/line.ts'
import { mainLine } from '../../../support/desk-samples.ts'

const form = { ...formOf(mainLine.line), password: 'secret' }
const lineId = lineIdSchema.parse('line-2')

describe('the form of a line', () => {
  it('asks for name, server, user and password, and for nothing else', () => {
    expect(Object.keys(errorsIn(formOf(null), 'sip', false)).sort()).toEqual(['name', 'password', 'server', 'user'])
  })
  it('asks the practice line for a user only', () => {
    expect(Object.keys(errorsIn(formOf(null), 'practice', true))).toEqual(['user'])
  })
  it('is content with a whole line, and with a password that is stored', () => {
    expect(errorsIn(form, 'sip', false)).toEqual({})
    expect(errorsIn({ ...form, password: '' }, 'sip', true)).toEqual({})
  })
  it.each(['http://pbx.example.com', 'pbx.example.com', 'wss://', 'wss://pbx example.com'])('refuses %s', (server) => {
    expect(errorsIn({ ...form, server }, 'sip', true).server).toMatch(/not a server address/)
  })
  it('refuses ws:// but on the machine itself, and says why', () => {
    expect(errorsIn({ ...form, server: 'ws://pbx.example.com' }, 'sip', true).server).toMatch(/overheard/)
    expect(errorsIn({ ...form, server: 'ws://127.0.0.1:5066' }, 'sip', true)).toEqual({})
  })
  it('refuses quotation marks in the name for the callee', () => {
    expect(errorsIn({ ...form, callerName: 'Sam "the ram"' }, 'sip', true).callerName).toBeDefined()
  })
  it('keeps the stored password when none is typed, and trims what was pasted', () => {
    const input = lineInput({ ...form, password: '', server: ' wss://pbx.example.com ' }, { lineId, kind: 'sip' })
    expect(input.password).toBeNull()
    expect(input.line.server).toBe('wss://pbx.example.com')
    expect(lineSchema.safeParse(input.line).success).toBe(true)
  })
  it('names no server for the practice line', () => {
    expect(lineInput(form, { lineId, kind: 'practice' }).line.server).toBe('')
  })
})
