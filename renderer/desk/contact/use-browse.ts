import { useCallback, useEffect, useRef, useState } from 'react'
import type { RequestInput, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { BrowsedBy, BrowsedContact, ContactFilter, Standing } from '../../../shared/contract/browse-bridge.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { useContacts } from './contacts-context.ts'

export const everybody: ContactFilter = {
  text: '',
  standing: 'any',
  tag: null,
  importId: null,
  place: null,
  outcome: null,
  leastValue: null,
}

/** So many rows are asked for at a time. */
const PAGE = 100
/** What is typed is looked for when there was a breath in the typing. */
const BREATH_MS = 150

export interface Browse {
  readonly filter: ContactFilter
  readonly by: BrowsedBy
  readonly down: boolean
  /** null until main has answered. */
  readonly total: number | null
  readonly choices: RequestOutput<'contacts.choices'> | null
  readonly cadences: RequestOutput<'cadence.list'>['cadences']
  readonly trouble: Trouble | null
  row(at: number): BrowsedContact | null
  /** These rows are about to be seen. */
  need(first: number, last: number): void
  narrow(change: Partial<ContactFilter>): void
  sort(by: BrowsedBy): void
  /** Something was changed: what is shown is asked for anew. */
  refresh(): void
  say(trouble: Trouble | null): void
}

/** The contacts that the filter leaves, page by page as they are scrolled to. */
export function useBrowse(standing: Standing): Browse {
  const { ask } = useContacts()
  const [filter, setFilter] = useState({ ...everybody, standing })
  const [{ by, down }, setOrder] = useState<{ by: BrowsedBy; down: boolean }>({ by: 'name', down: false })
  const [turn, setTurn] = useState(0)
  const [known, setKnown] = useState<{ rows: ReadonlyMap<number, BrowsedContact>; total: number | null }>({
    rows: new Map(),
    total: null,
  })
  const [choices, setChoices] = useState<Browse['choices']>(null)
  const [cadences, setCadences] = useState<Browse['cadences']>([])
  const [trouble, say] = useState<Trouble | null>(null)
  /** Pages that were asked for since the filter, the order or the archive changed. */
  const asked = useRef({ key: '', pages: new Set<number>() })
  const key = JSON.stringify([filter, by, down, turn])

  const need = useCallback(
    (first: number, last: number) => {
      if (asked.current.key !== key) asked.current = { key, pages: new Set() }
      const mine = asked.current
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
        if (mine.pages.has(page)) continue
        mine.pages.add(page)
        const input: RequestInput<'contacts.browse'> = { ...filter, by, down, from: page * PAGE, count: PAGE }
        void ask('contacts.browse', input).then((answer) => {
          // An answer to an older question is of no use.
          if (asked.current !== mine) return
          if ('trouble' in answer) return say(answer.trouble)
          const { rows, total } = answer.value
          setKnown((before) => {
            const all = mine.pages.size === 1 ? new Map<number, BrowsedContact>() : new Map(before.rows)
            for (const [at, row] of rows.entries()) all.set(page * PAGE + at, row)
            return { rows: all, total }
          })
        })
      }
    },
    [ask, by, down, filter, key],
  )
  useEffect(() => {
    const breath = setTimeout(() => need(0, 0), filter.text === '' ? 0 : BREATH_MS)
    return () => clearTimeout(breath)
  }, [need, filter.text])
  useEffect(() => {
    void ask('contacts.choices', {}).then((answer) => 'value' in answer && setChoices(answer.value))
    void ask('cadence.list', {}).then((answer) => 'value' in answer && setCadences(answer.value.cadences))
    // A change may have made a tag, or taken the last of it away: they are asked for with each turn.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [ask, turn])

  return {
    filter,
    by,
    down,
    total: known.total,
    choices,
    cadences,
    trouble,
    row: (at) => known.rows.get(at) ?? null,
    need,
    narrow: (change) => setFilter((before) => ({ ...before, ...change })),
    sort: (chosen) =>
      setOrder((before) => ({
        by: chosen,
        down: before.by === chosen ? !before.down : chosen === 'tried' || chosen === 'value' || chosen === 'added',
      })),
    refresh: () => setTurn((before) => before + 1),
    say,
  }
}
