import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isLineServer } from '../../../shared/line/line-server.ts'
import { atMost } from '../later.ts'
import { failedStep, passed, type StepLimits, type StepResult } from './step.ts'

/** Where the server is. */
export interface ServerPlace {
  /** As it is written, without brackets. */
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  /** IP addresses, in the order the system would try them; at least one. */
  readonly addresses: readonly string[]
}

export async function resolveAddress(server: string, { stepMs }: StepLimits): Promise<StepResult<ServerPlace>> {
  if (!isLineServer(server) || !URL.canParse(server)) return failedStep('address-unusable', { server })
  const url = new URL(server)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isSecure = url.protocol === 'wss:'
  const place = { host, port: Number(url.port) || (isSecure ? 443 : 80), isSecure }
  if (isIP(host)) return passed({ ...place, addresses: [host] }, 'address-literal', { host })
  let addresses: readonly string[] | null = null
  let reason = 'it does not answer'
  const asked = lookup(host, { all: true }).then(
    (found) => (addresses = found.map(({ address }) => address)),
    (error: NodeJS.ErrnoException) => (reason = error.code ?? error.message),
  )
  await atMost(stepMs, asked)
  if (addresses) return passed({ ...place, addresses }, 'address-found', { host, addresses: list(addresses) })
  return reason === 'ENOTFOUND' ? failedStep('address-unknown', { host }) : failedStep('address-no-dns', { reason })
}

function list(addresses: readonly string[]): string {
  return addresses.length > 3 ? `${addresses.slice(0, 3).join(', ')} and others` : addresses.join(', ')
}
