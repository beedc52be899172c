/*
 * Starts a packed Afterbeep as a rep would, in a folder of its own, and waits until its archive is there and its sound room says that it
 * is ready, which it is once its worklet came out of the parcel: node scripts/smoke-start.ts [program].
 * Without a program it takes the one that `npm run package -- --dir` has put into dist/ for this system. Ends with 1 when the app ends by
 * itself, says that it could not start, or takes longer than a minute.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { root } from './run-step.ts'

const LIMIT_MS = 60_000

const packed: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'dist/linux*-unpacked/afterbeep',
  darwin: 'dist/mac*/Afterbeep.app/Contents/MacOS/Afterbeep',
  win32: 'dist/win*-unpacked/Afterbeep.exe',
}

function programToStart(): string {
  const given = process.argv[2]
  if (given) return resolve(given)
  const [found] = globSync(packed[process.platform] ?? '', { cwd: root })
  if (!found) throw new Error('there is no parcel in dist/: npm run package -- --dir makes one')
  return join(root, found)
}

const folder = mkdtempSync(join(tmpdir(), 'afterbeep-smoke-'))
const archive = join(folder, 'archive.sqlite')
const child = spawn(programToStart(), [`--user-data-dir=${folder}`], { stdio: 'inherit' })

const log = join(folder, 'logs', 'afterbeep.log')
const logged = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')

const isThere = new Promise<'started'>((done) => {
  // Folders that come later are not watched everywhere; it is looked at anew four times a second, for a minute at most.
  const look = () => {
    if (!existsSync(archive) || !logged().includes('the sound room is ready')) return
    clearInterval(looking)
    done('started')
  }
  const looking = setInterval(look, 250).unref()
})
const ended = once(child, 'exit').then(() => 'ended' as const)
const failed = once(child, 'error').then(() => 'ended' as const)
const late = new Promise<'late'>((done) => {
  setTimeout(done, LIMIT_MS, 'late').unref()
})
const what = await Promise.race([isThere, ended, failed, late])
if (what !== 'ended') {
  child.kill()
  await ended
}
const said = logged()
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
console.log(
  `${what === 'started' ? 'started; its archive is there, and its sound room is ready' : `it ${what === 'late' ? 'took too long' : 'ended by itself'}`}\n${said}`,
)
process.exit(what === 'started' && !/bug in/.test(said) ? 0 : 1)
