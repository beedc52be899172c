import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { CustomScheme, Protocol } from 'electron'
import { roomOf, type Room } from './security.ts'

/** Must be registered before the app is ready. `stream` lets audio elements seek. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
}

/** Answers an absolute path for an id, or null when there is no such audio. */
type AudioFile = (id: string) => string | null | Promise<string | null>

export interface AppFiles {
  /** Address path → file, made once at start: what is not in it does not exist, however the address is spelled. */
  readonly pages: Readonly<Record<Room, string>>
  readonly assets: ReadonlyMap<string, string>
  readonly recording: AudioFile
  /** What the practice voicemail received in an attempt; for the desk only. */
  readonly heard: AudioFile
}

const policies: Record<Room, string> = {
  desk:
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
    "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  sound:
    "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self' blob: mediastream:; " +
    "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'",
}

/** The security headers of everything a room loads. */
function headersFor(room: Room): Record<string, string> {
  return {
    'Content-Security-Policy': policies[room],
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': `microphone=(${room === 'sound' ? 'self' : ''}), camera=(), geolocation=(), display-capture=()`,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  }
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
}

/** The built files of both windows. `folder` holds desk/, sound/ and assets/. */
export async function listBuiltFiles(folder: string): Promise<Pick<AppFiles, 'pages' | 'assets'>> {
  const entries = await readdir(join(folder, 'assets'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return {
    pages: { desk: join(folder, 'desk', 'index.html'), sound: join(folder, 'sound', 'index.html') },
    assets: new Map(files.map((file) => [file.slice(folder.length).replaceAll('\\', '/'), file])),
  }
}

/** Answers every request of both windows. */
export function serveAppScheme(protocol: Protocol, files: AppFiles): void {
  protocol.handle('app', (request) => answerAppRequest(files, request))
}

export async function answerAppRequest(files: AppFiles, request: Request): Promise<Response> {
  const room = roomOf(request.url)
  if (room === null) return new Response(null, { status: 404 })
  const refuse = (status: number, headers: Record<string, string> = {}) =>
    new Response(null, { status, headers: { ...headersFor(room), ...headers } })
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { Allow: 'GET, HEAD' })

  const path = await fileFor(files, room, new URL(request.url).pathname)
  const found = path === null ? null : await stat(path).catch(absent)
  if (path === null || !found?.isFile()) return refuse(404)

  const range = rangeOf(request.headers.get('range'), found.size)
  if (range === 'unsatisfiable') return refuse(416, { 'Content-Range': `bytes */${found.size}` })
  const { start, end } = range ?? { start: 0, end: found.size - 1 }
  const headers = {
    ...headersFor(room),
    'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream',
    'Content-Length': String(end - start + 1),
    'Accept-Ranges': 'bytes',
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${found.size}` }),
  }
  const isEmpty = request.method === 'HEAD' || found.size === 0
  const body = isEmpty ? null : Readable.toWeb(createReadStream(path, { start, end }))
  return new Response(body, { status: range ? 206 : 200, headers })
}

async function fileFor(files: AppFiles, room: Room, pathname: string): Promise<string | null> {
  if (pathname === '/') return files.pages[room]
  const asset = files.assets.get(pathname)
  if (asset !== undefined) return asset
  const audio = /^\/(recordings|heard)\/([\w.~-]{1,64})\.wav$/.exec(pathname)
  if (!audio) return null
  const [, folder, id] = audio
  if (folder === 'heard') return room === 'desk' ? files.heard(id!) : null
  return files.recording(id!)
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

/** One byte range (RFC 9110 14.1.2), both ends inclusive; null: the whole file. Several ranges are answered whole. */
export function rangeOf(
  header: string | null,
  size: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match) return null
  const [, first, last] = match
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= size ? 'unsatisfiable' : { start, end }
}
