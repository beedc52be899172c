import { describe, expect, it } from 'vitest'
import { readWeekWords, weekInWords } from '../../../shared/time/week-words.ts'

describe('what a receptionist says of when somebody is in', () => {
  it.each([
    ['tue and thu 4-5:30pm', 'Tue, Thu, 16:00 to 17:30'],
    ['Tuesdays, Thursdays after 4', 'Tue, Thu, 16:00 to 20:00'],
    ['mornings', 'Monday to Friday, 9:00 to 12:00'],
    ['mon-fri before 10', 'Monday to Friday, 8:00 to 10:00'],
    ['weekdays', 'Monday to Friday, 9:00 to 17:00'],
    ['fri to mon 10-2pm', 'Mon, Fri, Sat, Sun, 10:00 to 14:00'],
    ['wed 9:30 to 11', 'Wed, 9:30 to 11:00'],
    ['in the afternoon on monday', 'Mon, 13:30 to 17:00'],
  ])('%s', (text, words) => {
    const read = readWeekWords(text)
    expect('windows' in read ? read.windows.map(weekInWords) : read.reason).toEqual([words])
  })
  it.each([
    ['', 'it is empty'],
    ['ask Maria', '“ask” says nothing of a day or a time'],
    ['tue after lunchbreak', '“after lunchbreak” says nothing of a day or a time'],
    ['tue 5pm-4pm', 'it ends before it begins'],
    ['mornings and evenings', 'it names two times'],
    ['tue 25-26', '“25-26” says nothing of a day or a time'],
  ])('%s is refused', (text, reason) => {
    expect(readWeekWords(text)).toEqual({ reason })
  })
})
