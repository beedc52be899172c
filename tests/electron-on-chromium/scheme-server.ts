import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { toApp } from './addresses.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>

/** Where the window without tabs starts, before a BrowserWindow takes it. */
export const blankPage = 'app://blank/'

const handlers = new Map<string, SchemeHandler>()

const privilegesOf = new Map<string, Electron.Privileges>()

export function givePrivileges(scheme: string, privileges: Electron.Privileges): void {
  privilegesOf.set(scheme, privileges)
}

/**
 * http://*.localhost may do everything; a scheme of Electron may do what it was registered with: a page needs `standard` and
 * `secure`, fetch() `supportFetchAPI`, sound that is played `stream`, and anything from another origin `corsEnabled`.
 */
function isPrivileged(scheme: string, headers: IncomingMessage['headers']): boolean {
  const may = privilegesOf.get(scheme) ?? {}
  if (!may.standard || !may.secure) return false
  const [destination, site] = [headers['sec-fetch-dest'], headers['sec-fetch-site'] ?? 'none']
  if (destination === 'empty' && !may.supportFetchAPI) return false
  if ((destination === 'audio' || destination === 'video') && !may.stream) return false
  return destination === 'document' || ['none', 'same-origin'].includes(String(site)) || may.corsEnabled === true
}

export function handleScheme(scheme: string, handler: SchemeHandler): void {
  if (handlers.has(scheme)) throw new Error(`The protocol ${scheme} has a handler already`)
  handlers.set(scheme, handler)
}

export function unhandleScheme(scheme: string): void {
  handlers.delete(scheme)
}

export function isSchemeHandled(scheme: string): boolean {
  return handlers.has(scheme)
}

/** Serves every scheme of the app on a loopback port; answers that port. */
export async function startSchemeServer(): Promise<number> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch((error: Error) => {
      // The page went away in the middle of a file, as it does at every reload.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE')
        process.stderr.write(`${error.stack}\n`)
      outgoing.destroy()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  return (server.address() as AddressInfo).port
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const address = toApp(`http://${incoming.headers.host ?? ''}${incoming.url ?? '/'}`)
  if (address === blankPage) {
    outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Afterbeep</title>')
    return
  }
  const scheme = address.split(':', 1)[0]!
  const handler = handlers.get(scheme)
  // As a failed request, not as an answer: the handler is not asked.
  if (handler && !isPrivileged(scheme, incoming.headers)) return void outgoing.destroy()
  // Another program on this computer, or a page led here by DNS, does not say the right host.
  if (!handler) {
    outgoing.writeHead(404).end()
    return
  }
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name === 'host' || name === 'connection') continue
    headers.set(name, toAppEverywhere(Array.isArray(value) ? value.join(', ') : (value ?? '')))
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
  const response = await handler(
    new Request(address, {
      method: incoming.method ?? 'GET',
      headers,
      ...(hasBody && { body: Readable.toWeb(incoming) as never, duplex: 'half' }),
    }),
  )
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) outgoing.end()
  else await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing)
}

function toAppEverywhere(header: string): string {
  return header.startsWith('http://') ? toApp(header) : header
}
