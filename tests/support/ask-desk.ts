import type { Page } from '@playwright/test'
import type { DeskBridge, RequestInput, RequestName, RequestOutput } from '../../shared/contract/bridge.ts'
import type { Result } from '../../shared/result.ts'
import { sentenceFor } from '../../shared/trouble-sentences.ts'

/** Makes a request as the desk's own page does; a refusal is thrown, in words. */
export async function askDesk<K extends RequestName>(
  desk: Page,
  name: K,
  input: RequestInput<K>,
): Promise<RequestOutput<K>> {
  const answer = (await desk.evaluate(
    ([named, given]) =>
      (window as unknown as { afterbeep: DeskBridge }).afterbeep.request(named as 'desk.open', given as never),
    [name, input as unknown] as const,
  )) as Result<RequestOutput<K>>
  if (!answer.ok) throw new Error(`${name}: ${sentenceFor(answer.trouble)}`)
  return answer.value
}
