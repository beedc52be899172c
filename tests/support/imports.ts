import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** That one file of a room needs another one of it while it runs; both by their paths from the room. */
export interface Import {
  readonly from: string
  readonly to: string
}

/** What the files below `room` import from each other. Types alone are no import: they are gone when the program runs. */
export function importsWithin(room: string): Import[] {
  const files = globSync('**/*.{ts,tsx,css}', { cwd: room }).map((file) => file.replaceAll('\\', '/'))
  return files
    .filter((file) => !file.endsWith('.css'))
    .flatMap((from) => {
      const own = valueImports(readFileSync(join(room, from), 'utf8'))
        .map((path) => normalize(join(dirname(from), path)).replaceAll('\\', '/'))
        .filter((path) => !path.startsWith('..'))
      return own.map((to) => ({ from, to }))
    })
}

/** The relative paths that a module imports or passes on, less those of types. */
export function valueImports(text: string): string[] {
  const found: string[] = []
  for (const [, names = '', path = ''] of text.matchAll(/^(?:import|export) ([^'";]*?)(?:from )?'(\.[^']+)'/gm)) {
    const named = /\{([^}]*)\}/
      .exec(names)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    const isOfTypes =
      names.startsWith('type ') || (named !== undefined && named.every((name) => name.startsWith('type ')))
    if (!isOfTypes) found.push(path)
  }
  return found
}

/** An order of folders and files, the uppermost first; the longest path that a file lies under decides. */
export type Order = readonly (readonly string[])[]

/** The imports that run up this order, and those of files that have no place in it. */
export function runningUp(order: Order, imports: readonly Import[]): string[] {
  const levels = new Map(order.flatMap((paths, level) => paths.map((path) => [path, level] as const)))
  const levelOf = (file: string): number | undefined => {
    const under = [...levels.keys()].filter((path) => file === path || file.startsWith(`${path}/`))
    const closest = under.toSorted((one, other) => other.length - one.length)[0]
    return closest === undefined ? undefined : levels.get(closest)
  }
  return imports.flatMap(({ from, to }) => {
    const [above, below] = [levelOf(from), levelOf(to)]
    if (above === undefined || below === undefined)
      return [`${above === undefined ? from : to} has no place in the order`]
    return below < above ? [`${from} imports ${to}, which stands above it`] : []
  })
}

/** Files that need each other, in the order in which they do. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to])
  const circles: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): void => {
    const before = way.indexOf(file)
    if (before >= 0) return void circles.push(way.slice(before))
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...way, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return circles
}
