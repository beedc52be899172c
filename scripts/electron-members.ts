import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run-step.ts'

/** A method or an event of Electron that some systems do not have. */
export interface LimitedMember {
  readonly name: string
  readonly kind: 'method' | 'event'
  readonly platforms: readonly string[]
}

/** Where main uses one. */
export interface MemberUse extends LimitedMember {
  readonly file: string
  readonly line: number
  /** The lines before it, in the same function, and itself. */
  readonly before: string
}

/** How far up an `if` about the platform may stand. */
const LOOKED_BACK = 12

/** Of electron.d.ts: every `@platform` stands in the comment right before what it is about. */
export function limitedMembers(types: string): LimitedMember[] {
  const found = new Map<string, LimitedMember>()
  const everywhere = new Set<string>()
  const declared =
    /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?^ {4}(?:static )?(?:readonly )?(\w+)(?:\((?:event: '([\w-]+)')?|\??:)/gm
  for (const [, comment = '', member = '', event] of types.matchAll(declared)) {
    if (event !== undefined && !['on', 'once'].includes(member)) continue
    const kind = event === undefined ? ('method' as const) : ('event' as const)
    const name = event ?? member
    const platforms = /@platform ([\w,]+)/.exec(comment)?.[1]?.split(',')
    if (platforms) found.set(`${kind} ${name}`, { name, kind, platforms })
    // The same word of another class, which every system has: nothing can be said by the word alone. Nothing experimental is used.
    else if (!comment.includes('@experimental')) everywhere.add(`${kind} ${name}`)
  }
  return [...found].filter(([key]) => !everywhere.has(key)).map(([, member]) => member)
}

/** Where the given sources use limited members: methods as `.name(`, events as `on('name'`. */
export function usesIn(
  sources: readonly { readonly file: string; readonly text: string }[],
  members: readonly LimitedMember[],
): MemberUse[] {
  return sources.flatMap(({ file, text }) => {
    const lines = text.split('\n')
    return members.flatMap((member) => {
      const used = new RegExp(member.kind === 'method' ? `\\.${member.name}\\(` : `\\.(on|once)\\('${member.name}'`)
      return lines.flatMap((each, index) => {
        if (!used.test(each)) return []
        const before = lines.slice(Math.max(0, index - LOOKED_BACK), index + 1).join('\n')
        return [{ ...member, file, line: index + 1, before }]
      })
    })
  })
}

export function electronTypes(): string {
  return readFileSync(join(root, 'node_modules', 'electron', 'electron.d.ts'), 'utf8')
}
