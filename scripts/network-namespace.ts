import { spawnSync } from 'node:child_process'

/** The one address besides loopback in the lab's network. */
export const labAddress = '10.98.0.1'

/*
 * A network of its own, with loopback and one pair of virtual cables that lead to each other: nothing in it reaches
 * or is reached from anywhere else. It has no name and needs no removal: it is gone with its last process, however
 * that ends. The cables are there because baresip's ICE skips loopback, and dummy devices are not in every kernel.
 */
const setUp = `
ip link set lo up
ip link add lab0 type veth peer name lab1
ip addr add ${labAddress}/24 dev lab0
ip link set lab0 up
ip link set lab1 up
`

/**
 * How to run a command in such a network, as a program and its arguments; null where this system allows none.
 * As root it needs CAP_SYS_ADMIN; as anybody else the kernel's user namespaces, in which the command sees itself as root.
 */
export function inNetworkNamespace(command: readonly string[]): string[] | null {
  const unshare = ['unshare', '--net', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])]
  const wrapped = (inner: readonly string[]) => [...unshare, 'sh', '-e', '-c', `${setUp}exec "$@"`, 'lab', ...inner]
  const [program, ...args] = wrapped(['true'])
  const tried = spawnSync(program!, args, { stdio: 'ignore', env: withSbin() })
  return tried.status === 0 ? wrapped(command) : null
}

/** `ip` lives in /usr/sbin on Debian, which an ordinary user's path leaves out. */
export function withSbin(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, PATH: `${env['PATH'] ?? ''}:/usr/sbin:/sbin` }
}
