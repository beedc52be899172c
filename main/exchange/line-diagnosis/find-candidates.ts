import type { CommandInput, CommandOutput } from '../../../shared/contract/bridge.ts'
import type { Result } from '../../../shared/result.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import type { IceServer } from '../media.ts'
import { failedStep, passed, type StepResult } from './step.ts'

export type Gather = (request: CommandInput<'ice.gather'>) => Promise<Result<CommandOutput<'ice.gather'>>>

/** Which addresses a call of this line could use, and whether its STUN and TURN servers do what they are for. */
export async function findCandidates(
  { iceServers, relayOnly }: { readonly iceServers: readonly IceServer[]; readonly relayOnly: boolean },
  gather: Gather,
): Promise<StepResult<null>> {
  const gathered = await gather({ iceServers: [...iceServers] })
  if (!gathered.ok) return failedStep('ice-failed', { reason: sentenceFor(gathered.trouble) })
  const { host, srflx, relay, said } = gathered.value
  const counts = { host: String(host), srflx: String(srflx), relay: String(relay) }
  if (host + srflx + relay === 0) return failedStep('ice-none')
  if (relayOnly && relay === 0 && said.length === 0) return failedStep('ice-relay-missing')
  if (iceServers.length === 0) return passed(null, 'ice-host-only', counts)
  const refusal = said[0]
  const about = { ...counts, url: refusal?.url ?? '', code: String(refusal?.code ?? ''), text: refusal?.text ?? '' }
  const wantsRelay = iceServers.some(({ urls }) => urls.startsWith('turn'))
  if (refusal && relay === 0 && relayOnly) return failedStep('ice-servers-refused', about)
  // Calls leave in any case: the server learns the rep's address from the checks themselves.
  if (refusal && relay === 0) return warned('ice-servers-refused', about)
  if (wantsRelay && relay === 0 && srflx > 0) return warned('ice-no-relay', about)
  if (srflx + relay === 0) return warned('ice-servers-silent', about)
  return passed(null, 'ice-found', counts)
}

function warned(code: 'ice-servers-refused' | 'ice-no-relay' | 'ice-servers-silent', about: Record<string, string>) {
  return { state: 'warned', finding: { code, about }, value: null } as const
}
