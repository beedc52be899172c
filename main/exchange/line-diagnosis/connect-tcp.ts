import { connect, type Socket } from 'node:net'
import { later } from '../later.ts'
import type { ServerPlace } from './resolve-address.ts'
import { failedStep, passed, type StepLimits, type StepResult } from './step.ts'

/** Tries the addresses one after the other, as the phone does; what is told is about the last. */
export async function connectTcp(
  place: ServerPlace,
  limits: StepLimits,
  signal: AbortSignal,
): Promise<StepResult<Socket>> {
  let last: StepResult<Socket> = failedStep('tcp-failed', { host: place.host, reason: 'no address' })
  for (const address of place.addresses.slice(0, 4)) {
    last = await connectTo(address, place, limits, signal)
    if (last.state !== 'failed' || signal.aborted) break
  }
  return last
}

function connectTo(
  address: string,
  { host, port }: ServerPlace,
  { stepMs }: StepLimits,
  signal: AbortSignal,
): Promise<StepResult<Socket>> {
  const about = { host, address, port: String(port) }
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    const patience = later()
    const end = (result: StepResult<Socket>) => {
      patience.clear()
      signal.removeEventListener('abort', stop)
      if (result.state === 'failed') socket.destroy()
      resolve(result)
    }
    const stop = () => end(failedStep('stopped'))
    signal.addEventListener('abort', stop)
    patience.set(stepMs, () => end(failedStep('tcp-silent', about)))
    // Stays, so that an error in between two steps ends no process.
    socket.on('error', (error: NodeJS.ErrnoException) => end(refusal(error, about)))
    socket.once('connect', () => end(passed(socket, 'tcp-open', about)))
  })
}

function refusal(error: NodeJS.ErrnoException, about: Record<string, string>): StepResult<never> {
  const reason = error.code ?? error.message
  if (reason === 'ECONNREFUSED') return failedStep('tcp-refused', about)
  if (reason === 'ETIMEDOUT') return failedStep('tcp-silent', about)
  if (/^E(HOST|NET)(UNREACH|DOWN)$/.test(reason)) return failedStep('tcp-unreachable', { ...about, reason })
  return failedStep('tcp-failed', { ...about, reason })
}
