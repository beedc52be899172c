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
    ['Tuesdays 10-12', ['Tue, 10:00 to 12:00']],
    ['m-f 9-5', ['Monday to Friday, 9:00 to 17:00']],
    ['M–F 9–5', ['Monday to Friday, 9:00 to 17:00']],
    ['mon 9-12 tue 2-5', ['Mon, 9:00 to 12:00', 'Tue, 14:00 to 17:00']],
    ['until 11', ['Monday to Friday, 8:00 to 11:00']],
    ['fridays until noon', ['Fri, 8:00 to 12:00']],
    ['mornings and evenings', ['Monday to Friday, 9:00 to 12:00', 'Monday to Friday, 17:00 to 20:00']],
    ['tue 9-11 and 2-4', ['Tue, 9:00 to 11:00', 'Tue, 14:00 to 16:00']],
    ['10-12 on tuesdays', ['Tue, 10:00 to 12:00']],
    ['10-12 tue and thu', ['Tue, Thu, 10:00 to 12:00']],
    ['mwf mornings', ['Mon, Wed, Fri, 9:00 to 12:00']],
    ['t/th after lunch', ['Tue, Thu, 13:30 to 20:00']],
    ["she's usually in on wednesdays between 9 and 11", ['Wed, 9:00 to 11:00']],
    ['thursdays from 3 on', ['Thu, 15:00 to 20:00']],
    ['every monday', ['Mon, 9:00 to 17:00']],
    ['dienstags 14-16 Uhr', ['Tue, 14:00 to 16:00']],
    ['los jueves por la tarde', ['Thu, 13:30 to 17:00']],
    ['le mardi entre 10h et 12h', ['Tue, 10:00 to 12:00']],
    ['noon to 1', ['Monday to Friday, 12:00 to 13:00']],
  ])('%s', (text, words) => {
    const read = readWeekWords(text)
    expect('windows' in read ? read.windows.map(weekInWords) : read.reason).toEqual(words)
  })
  it.each([
    ['back on monday', 'monday'],
    ['He is back in two weeks', 'two weeks'],
    ['returns dec 3', 'dec 3'],
  ])('%s says when they are back', (text, backOn) => expect(readWeekWords(text)).toEqual({ windows: [], backOn }))
  it.each([
    ['', 'it is empty'],
    ['not on fridays', 'it says when not: write when'],
    ['tue 10', 'until when? Write it like “tue 10-12”'],
    ['7-9', '7 in the morning, or in the evening? Write 7am or 7pm'],
    ['by 9', 'in by then, or gone by then? Write from when until when'],
    ['ask Maria', '“ask” says nothing of a time'],
    ['tue after lunchbreak', '“lunchbreak” says nothing of a time'],
    ['tue 5pm-4pm', 'it ends before it begins'],
    ['tue 25-26', '26 is no time of a day'],
  ])('%s is refused', (text, reason) => {
    expect(readWeekWords(text)).toEqual({ reason })
  })
})
