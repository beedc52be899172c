/** Fri 27 Nov 2026, 18:02, as the clock of this computer has it. */
export function dayAndTime(at: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const { weekday, day, month, year, hour, minute } = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  )
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute}`
}
