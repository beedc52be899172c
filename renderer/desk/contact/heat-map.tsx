import type { ContactCard } from '../../../shared/contract/contact.ts'
import { weekdayParts } from '../../../shared/time/day-hours.ts'
import { heatMap, weekdays, type Cell } from './heat-cells.ts'

const bests: Record<Cell['best'], string> = {
  nothing: '',
  tried: 'nobody reached',
  message: 'message left',
  spoke: 'spoke',
}

/** When they were tried, on their own clock: weekdays across, day parts down. */
export function HeatMap({ card, minute }: { card: ContactCard; minute: number }) {
  // What is late is next now, not then.
  const nextAt = card.next && Math.max(card.next.dueAt, minute)
  const rows = heatMap(card.attempts, nextAt, card.timeZone)
  return (
    <table className="heat" aria-label="Tries by weekday and day part">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">Day part</span>
          </th>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" abbr={weekday}>
              <span aria-hidden="true">{weekday[0]}</span>
              <span className="unseen">{weekday}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={weekdayParts[row]}>
            <th scope="row">{weekdayParts[row]}</th>
            {cells.map((cell, column) => {
              const text = cellInWords(cell)
              return (
                <td key={weekdays[column]} title={text && `${weekdays[column]} ${weekdayParts[row]}: ${text}`}>
                  <i data-best={cell.best} data-next={cell.next || undefined}>
                    {cell.tries > 1 && <span aria-hidden="true">{cell.tries}</span>}
                    <span className="unseen">{text}</span>
                  </i>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the colours of the map mean. */
export function HeatLegend() {
  return (
    <p className="legend" aria-hidden="true">
      <span>
        <i data-best="tried" /> tried
      </span>
      <span>
        <i data-best="message" /> message left
      </span>
      <span>
        <i data-best="spoke" /> spoke
      </span>
      <span>
        <i data-next /> next
      </span>
    </p>
  )
}

/** "2 tries, message left (message left, busy)" */
function cellInWords({ tries, best, next, outcomes }: Cell): string {
  const happened = tries > 1 || outcomes[0] !== bests[best] ? ` (${outcomes.join(', ')})` : ''
  const tried = tries > 0 ? `${tries} ${tries === 1 ? 'try' : 'tries'}, ${bests[best]}${happened}` : ''
  return [tried, next ? 'next is due here' : ''].filter(Boolean).join('; ')
}
