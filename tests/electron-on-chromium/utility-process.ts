import { fork, type ChildProcess } from 'node:child_process'
import { isReady } from './before-ready.ts'
import { emitterFor } from './emitter.ts'
import { refuseUnknown } from './refuse-unknown.ts'

class UtilityProcess
  extends emitterFor<Electron.UtilityProcess>('utilityProcess')
  implements Pick<Electron.UtilityProcess, 'pid' | 'stdout' | 'stderr' | 'kill' | 'postMessage'>
{
  pid: number | undefined
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
  private readonly child: ChildProcess

  constructor(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}) {
    super()
    if (!isReady()) throw new Error('utilityProcess cannot be used before the app is ready')
    const { env = process.env, cwd, execArgv = [], stdio = 'inherit' } = options
    const [, out = 'inherit', err = 'inherit'] = typeof stdio === 'string' ? ['', stdio, stdio] : stdio
    this.child = fork(modulePath, args, {
      env: env as NodeJS.ProcessEnv,
      ...(cwd !== undefined && { cwd }),
      execPath: process.execPath,
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--require',
        require.resolve('./parent-port.cjs'),
        ...execArgv,
      ],
      // Structured clone, as Electron's ports.
      serialization: 'advanced',
      stdio: ['ignore', out as 'inherit', err as 'inherit', 'ipc'],
    })
    this.stdout = this.child.stdout
    this.stderr = this.child.stderr
    this.child.once('spawn', () => {
      this.pid = this.child.pid
      this.emit('spawn')
    })
    this.child.on('message', (message) => this.emit('message', message))
    this.child.once('error', () => this.emit('exit', 1))
    this.child.once('exit', (code) => {
      this.pid = undefined
      this.emit('exit', code ?? 1)
    })
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object)
  }

  kill(): boolean {
    return this.child.kill()
  }
}

const imitated = {
  fork: (modulePath: string, args?: string[], options?: Electron.ForkOptions) =>
    new UtilityProcess(modulePath, args, options) as never,
} satisfies Pick<typeof Electron.UtilityProcess, 'fork'>

export const utilityProcess = refuseUnknown('utilityProcess', imitated)
