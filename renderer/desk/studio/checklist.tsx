import { checklist, type ChecklistKey } from '../../../shared/studio/studio-words.ts'
import { useStudio } from './studio-context.ts'

/** What a message that works has: the rep ticks it off, nobody else judges. */
export function Checklist({ ticked }: { ticked: readonly ChecklistKey[] }) {
  const { tick } = useStudio()
  return (
    <section className="checklist">
      <h2>
        A message that works{' '}
        <span>
          {ticked.length} of {checklist.length}
        </span>
      </h2>
      <ul>
        {checklist.map(({ key, says }) => (
          <li key={key}>
            <label>
              <input type="checkbox" checked={ticked.includes(key)} onChange={() => tick(key)} />
              <span>{says}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  )
}
