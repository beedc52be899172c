/*
 * The practice line's half of ICE. It is a lite agent (RFC 8445 2.5): it answers the caller's checks and
 * sends where the caller nominates, and sends nothing to anybody on its own. So it needs none of the
 * caller's candidates, and mDNS names in the offer do not matter: the caller's own checks show where it is.
 *
 * werift's ICE is not used: it asks a public STUN server by default, looks up mDNS names on the network,
 * and does not check the integrity of incoming requests.
 */
import { randomBytes } from 'node:crypto'
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isStun, readBindingRequest, writeBindingSuccess, writeRoleConflict } from './stun.ts'

const MOST_ADDRESSES = 8

export interface IceLite {
  readonly candidates: readonly { readonly address: string; readonly port: number }[]
  readonly ufrag: string
  readonly password: string
  /** performance.now() of the last packet that was proved to be the caller's. */
  readonly heardAt: number
  /** Sends to the pair that the caller nominated; before that there is nowhere to send, and nothing is sent. */
  send(packet: Buffer): void
  /** New credentials and, where the caller has moved, new sockets; what flows goes on until the caller nominates again. */
  restart(offered: readonly string[]): Promise<void>
  close(): void
}

/**
 * The addresses to listen on, out of those in an offer: loopback alone where the caller can do that, else the
 * addresses of this machine that the caller names, else (all hidden by mDNS) every one of this machine.
 */
export function addressesFor(offered: readonly string[], own: readonly string[]): readonly string[] {
  const named = own.filter((address) => offered.includes(address))
  const loopback = named.find(isLoopback)
  if (loopback) return [loopback]
  return (named.length ? named : own).slice(0, MOST_ADDRESSES)
}

/** This machine's addresses, IPv4 first. Link-local ones of IPv6 need a zone and are left out. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const usable = all.map(({ address }) => address).filter((address) => !/^fe[89ab]/i.test(address))
  return [...usable.filter((address) => !isIPv6(address)), ...usable.filter(isIPv6)]
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}

/**
 * Listens on this machine's side of an offer. `receive` gets every packet of the caller that is not STUN,
 * `nominated` is told once, when there is first somewhere to send. Throws when no address can be bound.
 */
export async function openIceLite(
  offered: readonly string[],
  receive: (packet: Buffer) => void,
  nominated: () => void,
): Promise<IceLite> {
  const sockets = new Map<string, Socket>()
  /** The current credentials and, after a restart, the ones before: the caller uses those until it has the answer. */
  let known = [newCredentials()]
  let selected: { socket: Socket; address: string; port: number; ufrag: string } | null = null
  /** Where requests with the right password came from: nobody else is listened to. */
  const proved = new Set<string>()
  let heardAt = performance.now()
  let own: readonly string[] = []

  async function listen(hosts: readonly string[]): Promise<void> {
    own = ownAddresses()
    const addresses = addressesFor(hosts, own)
    for (const address of addresses) {
      if (sockets.has(address)) continue
      const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', ipv6Only: isIPv6(address) })
      try {
        socket.bind(0, address)
        await once(socket, 'listening')
      } catch {
        // The address went away since the offer was made; another one may do.
        socket.close()
        continue
      }
      // A packet that could not be sent is a lost packet.
      socket.on('error', () => {})
      socket.on('message', (packet, from) => take(socket, packet, from))
      sockets.set(address, socket)
    }
    if (!sockets.size) throw new Error(`none of ${addresses.join(', ')} can be bound`)
  }

  function take(socket: Socket, packet: Buffer, from: RemoteInfo): void {
    if (isStun(packet)) return answer(socket, packet, from)
    if (!proved.has(`${from.address} ${from.port}`)) return
    heardAt = performance.now()
    receive(packet)
  }

  function answer(socket: Socket, packet: Buffer, from: RemoteInfo): void {
    const request = readBindingRequest(packet)
    const credentials = known.find(({ ufrag }) => ufrag === request?.ufrag)
    // The practice line never leaves this machine, not even for somebody with the password.
    if (!own.includes(from.address)) return
    if (!request || !credentials || !request.isBy(credentials.password)) return
    if (request.controlled) {
      socket.send(writeRoleConflict(request, credentials.password), from.port, from.address)
      return
    }
    heardAt = performance.now()
    proved.add(`${from.address} ${from.port}`)
    socket.send(writeBindingSuccess(request, from.address, from.port, credentials.password), from.port, from.address)
    if (!request.useCandidate) return
    // Checks of the time before a restart do not take the call back.
    if (selected?.ufrag === known[0]!.ufrag && request.ufrag !== known[0]!.ufrag) return
    const first = selected === null
    selected = { socket, address: from.address, port: from.port, ufrag: request.ufrag }
    if (first) nominated()
  }

  await listen(offered)
  return {
    get candidates() {
      return [...sockets].map(([address, socket]) => ({ address, port: socket.address().port }))
    },
    get ufrag() {
      return known[0]!.ufrag
    },
    get password() {
      return known[0]!.password
    },
    get heardAt() {
      return heardAt
    },
    send(packet) {
      selected?.socket.send(packet, selected.port, selected.address)
    },
    async restart(offeredNow) {
      await listen(offeredNow)
      known = [newCredentials(), known[0]!]
    },
    close() {
      for (const socket of sockets.values()) socket.close()
      sockets.clear()
      selected = null
    },
  }
}

/** RFC 8445 5.3: at least 24 bits of ufrag and 128 of password; both of ice-char only, which base64url is not. */
function newCredentials(): { ufrag: string; password: string } {
  return { ufrag: randomBytes(4).toString('hex'), password: randomBytes(16).toString('hex') }
}
