import { expect, it } from 'vitest'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { lineSchema } from '../../../shared/contract/line.ts'
import { isLineServer } from '../../../shared/line/line-server.ts'

it.each([
  'wss://sip.example.org',
  'WSS://sip.example.org:8089/ws',
  'wss://192.0.2.7:443',
  'wss://[2001:db8::1]:8089/ws',
  'ws://localhost:5066',
  'ws://127.0.0.1:5066/ws',
  'ws://127.8.9.10',
  'ws://[::1]:5066',
])('%s is a server that a line may use', (server) => {
  expect(isLineServer(server)).toBe(true)
})

it.each([
  ['', 'nothing'],
  ['sip.example.org', 'no scheme'],
  ['https://sip.example.org', 'another scheme'],
  ['ws://sip.example.org', 'open to listeners'],
  ['ws://127.0.0.1.example.org', 'a name that looks like loopback'],
  ['ws://localhost.example.org', 'a name that looks like loopback'],
  ['ws://192.168.1.5', 'a local network is no loopback'],
  ['wss://user:secret@sip.example.org', 'a password in an address'],
  ['wss://sip.example.org/a path', 'a space'],
  ['wss://sip.example.org\r\nHost: evil', 'a line break'],
  ['xwss://sip.example.org', 'something before it'],
])('%j is not: %s', (server) => {
  expect(isLineServer(server)).toBe(false)
})

const line = {
  lineId: 'line-1',
  kind: 'sip',
  name: 'Office',
  server: 'wss://sip.example.org',
  domain: '',
  user: 'alex',
  authUser: '',
  callerName: 'Alex Carter',
  hideMethod: { kind: 'prefix', prefix: '*67' },
  hideByDefault: true,
  mainNumber: '+1 416 555 0000',
  region: 'CA',
}

it('a line is read', () => {
  expect(lineSchema.parse(line)).toEqual({ ...lineDefaults, ...line })
})

it.each([
  ['a caller name that would end its quotes', { callerName: 'Alex" <sip:boss@example.org>' }],
  ['a caller name with a line break', { callerName: 'Alex\r\nX-Evil: 1' }],
  ['no user', { user: '' }],
  ['a password', { password: 'secret' }],
])('a line with %s is refused', (_, change) => {
  expect(lineSchema.safeParse({ ...line, ...change }).success).toBe(false)
})
