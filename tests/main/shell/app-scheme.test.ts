import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerAppRequest, listBuiltFiles, rangeOf, type AppFiles } from '../../../main/shell/app-scheme.ts'

let folder: string
let files: AppFiles

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'afterbeep-built-'))
  for (const part of ['desk', 'sound', 'assets/fonts']) mkdirSync(join(folder, part), { recursive: true })
  writeFileSync(join(folder, 'desk', 'index.html'), 'the desk')
  writeFileSync(join(folder, 'sound', 'index.html'), 'the sound room')
  writeFileSync(join(folder, 'assets', 'desk-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'assets', 'fonts', 'inter.woff2'), 'font')
  writeFileSync(join(folder, 'secrets.json'), 'secret')
  writeFileSync(join(folder, 'one.wav'), '0123456789')
  writeFileSync(join(folder, 'empty.wav'), '')
  const audio = (id: string) => (['one', 'empty', 'gone'].includes(id) ? join(folder, `${id}.wav`) : null)
  files = { ...(await listBuiltFiles(folder)), recording: audio, heard: audio }
})

afterAll(() => rmSync(folder, { recursive: true }))

const get = (address: string, init: RequestInit = {}) => answerAppRequest(files, new Request(address, init))

describe('what a room is served', () => {
  test.for([
    ['app://desk/', 200, 'the desk', 'text/html; charset=utf-8'],
    ['app://sound/', 200, 'the sound room', 'text/html; charset=utf-8'],
    ['app://desk/assets/desk-1a2b.js', 200, 'export {}', 'text/javascript; charset=utf-8'],
    ['app://sound/assets/fonts/inter.woff2', 200, 'font', 'font/woff2'],
    ['app://desk/recordings/one.wav', 200, '0123456789', 'audio/wav'],
    ['app://sound/recordings/one.wav', 200, '0123456789', 'audio/wav'],
    ['app://desk/heard/one.wav', 200, '0123456789', 'audio/wav'],
    ['app://desk/recordings/empty.wav', 200, '', 'audio/wav'],
  ] as const)('%s', async ([address, status, body, type]) => {
    const response = await get(address)
    expect(response.status).toBe(status)
    expect(await response.text()).toBe(body)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test.for([
    'app://sound/heard/one.wav',
    'app://desk/recordings/unknown.wav',
    'app://desk/recordings/gone.wav',
    'app://desk/index.html',
    'app://desk/desk/index.html',
    'app://desk/assets/',
    'app://desk/assets/../secrets.json',
    'app://desk/assets/%2e%2e/secrets.json',
    'app://desk/assets/..%2fsecrets.json',
    'app://desk/assets/..%5csecrets.json',
    'app://desk/assets/desk-1a2b.js%00.wav',
    'app://desk//etc/passwd',
    'app://desk/recordings/..%2f..%2fone.wav',
    'app://desk/recordings/%00one.wav',
    'app://desk/recordings/',
    `app://desk/recordings/${'x'.repeat(65)}.wav`,
    'app://other/',
    'app://desk.evil/',
    'app://desk:81/',
  ])('%s does not exist', async (address) => {
    expect((await get(address)).status).toBe(404)
  })

  test.for(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is not a method', async (method) => {
    const response = await get('app://desk/', { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })

  test('HEAD says how long a recording is and sends none of it', async () => {
    const response = await get('app://desk/recordings/one.wav', { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe('10')
    expect(await response.text()).toBe('')
  })
})

describe('a part of a recording', () => {
  test.for([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=3-1', 200, '0123456789', null],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['lines=0-1', 200, '0123456789', null],
    ['bytes=-', 200, '0123456789', null],
  ] as const)('%s', async ([range, status, body, contentRange]) => {
    const response = await get('app://desk/recordings/one.wav', { headers: { Range: range } })
    expect(response.status).toBe(status)
    expect(await response.text()).toBe(body)
    expect(response.headers.get('content-range')).toBe(contentRange)
  })

  test('of an empty file there is none', () => {
    expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable')
    expect(rangeOf('bytes=-5', 0)).toBe('unsatisfiable')
  })
})
