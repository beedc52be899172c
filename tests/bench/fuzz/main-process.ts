/*
 * The whole of main, in a process of its own, without windows: every request of the desk with payloads that fit its schema,
 * and with some that do not. Told {seed, payloads}; tells what came of them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { createRandom } from '../beep/random.ts'
import { payloadFor, spoilPayload, type Schema } from './payloads.ts'

export interface ToMain {
  readonly seed: number
  readonly payloads: number
  readonly hungMs: number
}

export interface FromMain {
  readonly sent: number
  readonly uncaught: number
  readonly hung: number
}

let uncaught = 0
const noteUncaught = (error: unknown) => {
  uncaught++
  console.error(error)
}
process.on('uncaughtException', noteUncaught)
process.on('unhandledRejection', noteUncaught)

// ipc.ts takes its channel from Electron; here the payloads are handed to it past the channel.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'data:text/javascript,export const ipcMain={}', format: 'module', shortCircuit: true }
      : next(specifier, context),
})

process.once('message', async ({ seed, payloads, hungMs }: ToMain) => {
  const { answerRequest } = await import('../../../main/shell/ipc.ts')
  const { openApp } = await import('../../../main/open-app.ts')
  const { openHandlers } = await import('../../../main/handlers.ts')
  const { requests } = await import('../../../shared/contract/bridge.ts')
  const { appPorts } = await import('../../support/app-ports.ts')
  const { failed } = await import('../../../shared/result.ts')
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-fuzz-'))
  const opened = await openApp({
    ...appPorts(folder),
    command: async () => failed('sound-room-down'),
    tellDesk: () => {},
  })
  if (!opened.ok) throw new Error(opened.trouble.code)
  const handlers = openHandlers(opened.value.app)
  const dice = createRandom(`ipc ${seed}`)
  const schemas = Object.entries(requests).map(
    ([name, { input }]) => [name, z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema] as const,
  )
  let hung = 0
  for (let sent = 0; sent < payloads; sent++) {
    const [name, schema] = dice.pick(schemas)
    const input = payloadFor(schema, dice)
    const message = dice.chance(0.5) ? { name, input } : spoilPayload({ name, input }, dice)
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), hungMs).unref())
    const answered = await Promise.race([answerRequest(message, handlers, (where, error) => noteUncaught(new Error(where, { cause: error }))), late]) // prettier-ignore
    if (answered === 'late') {
      hung++
      console.error(`hung on ${name}`)
    }
  }
  await opened.value.close()
  rmSync(folder, { recursive: true, force: true })
  process.send!({ sent: payloads, uncaught, hung } satisfies FromMain)
})
