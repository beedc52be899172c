import type { Weekday } from './local-time.ts'
import type { Bound, Edge, Item, Part, PartOfDay, Unit } from './typed-item.ts'

/**
 * The words that a time is typed with, in English, German, Spanish and French, as `wordsOf` leaves them: small letters, no
 * accents, no apostrophes. Misspellings that are common, and no others, are among them.
 */
const phrases = new Map<string, Item>()

/** Of words, the longest phrase. */
export const LONGEST_PHRASE = 6

export function phraseItem(words: string): Item | undefined {
  return phrases.get(words)
}

/** Phrases are parted by commas; a later one holds. */
function add(item: Item, list: string): void {
  for (const phrase of list.split(/,\s*/)) phrases.set(phrase, item)
}

const weekdays = [
  'monday, mon, mondy, munday, montag, mo, lunes, lun, lundi',
  'tuesday, tue, tues, tu, tuseday, teusday, tusday, dienstag, di, martes, mardi',
  'wednesday, wed, weds, wednes, wensday, wendesday, wednsday, mittwoch, mi, miercoles, mie, mercredi, mer',
  'thursday, thu, thur, thurs, thrusday, thurday, thursdy, donnerstag, do, jueves, jue, jeudi, jeu',
  'friday, fri, firday, fridy, freitag, fr, viernes, vie, vendredi, ven',
  'saturday, sat, saterday, satruday, samstag, sonnabend, sa, sabado, sab, samedi, sam',
  'sunday, sun, sonntag, so, domingo, dom, dimanche, dim',
]
const everyWeek = 'that is every week: write which day'
const every: Item = { is: 'refused', reason: everyWeek }
for (const [index, names] of weekdays.entries()) {
  const weekday = (index + 1) as Weekday
  add({ is: 'weekday', weekday }, names)
  const [english, french] = [
    names.split(', ')[0]!,
    names.split(', ').find((name) => /di$|^dimanche/.test(name) && name.length > 2),
  ]
  add(every, `${english}s`)
  // "Le lundi" is every Monday; "le lundi 7 décembre" is one of them.
  add({ is: 'weekday', weekday, isHabit: true }, `le ${french}`)
}
add(
  every,
  'every, each, weekly, daily, weekdays, jeden, jede, jeder, cada, chaque, todos los, tous les, mons, weds s, fris',
)
add(every, 'montags, dienstags, mittwochs, donnerstags, freitags, samstags, sonntags')
add(every, 'los lunes, los martes, los miercoles, los jueves, los viernes, los sabados, los domingos')

const months = [
  'january, jan, januar, janner, jaenner, enero, ene, janvier, janv',
  'february, feb, febuary, feburary, februar, febrero, fevrier, fevr, fev',
  'march, marz, maerz, mrz, marzo, mars',
  'april, apr, abril, abr, avril, avr',
  'may, mai, mayo',
  'june, jun, juni, junio, juin',
  'july, jul, juli, julio, juillet, juil',
  'august, aug, agosto, ago, aout',
  'september, sep, sept, setember, septiembre, septembre',
  'october, oct, oktober, okt, octubre, octobre',
  'november, nov, noviembre, novembre',
  'december, dec, decmber, decemeber, dezember, dez, diciembre, dic, decembre',
]
for (const [index, names] of months.entries()) add({ is: 'month', month: index + 1 }, names)
add({ is: 'mar' }, 'mar')

const numbers: Readonly<Record<number, string>> = {
  1: 'one, eins, ein, eine, einer, einem, una, une',
  2: 'two, zwei, dos, deux',
  3: 'three, drei, tres, trois',
  4: 'four, vier, cuatro, quatre',
  5: 'five, funf, fuenf, cinco, cinq',
  6: 'six, sechs, seis',
  7: 'seven, sieben, siete',
  8: 'eight, acht, ocho, huit',
  9: 'nine, neun, nueve, neuf',
  10: 'ten, zehn, diez, dix',
  11: 'eleven, elf, onze',
  12: 'twelve, zwolf, zwoelf, doce, douze',
  15: 'fifteen',
  20: 'twenty',
  25: 'twenty five',
  30: 'thirty',
  40: 'forty, fourty',
  45: 'forty five',
  50: 'fifty',
  60: 'sixty',
  90: 'ninety',
}
for (const [value, names] of Object.entries(numbers)) {
  for (const name of names.split(', ')) add({ is: 'number', value: Number(value), isWord: true, text: name }, name)
}

for (const [index, name] of ['first', 'second', 'third', 'fourth'].entries()) {
  add({ is: 'ordinal', value: index + 1, isWord: true }, name)
}

add({ is: 'day-ahead', days: 0 }, 'today, twoday, heute, hoy, aujourdhui')
add(
  { is: 'day-ahead', days: 1 },
  'tomorrow, tmr, tmrw, tmw, tmrow, tom, tomo, tomoz, tomorow, tommorow, tommorrow, tomorro, tomorrw',
)
add({ is: 'day-ahead', days: 1 }, 'tommorro, tomrrow, tomorrrow, twomoro, twomorrow, twomrw, demain')
add(
  { is: 'day-ahead', days: 2 },
  'day after tomorrow, the day after tomorrow, day after tmrw, day after tmr, ubermorgen, uebermorgen, pasado manana',
)
add({ is: 'day-ahead', days: 2 }, 'apres demain, apres - demain')
add({ is: 'tomorrow-or-morning' }, 'morgen, manana')
add({ is: 'later-today' }, 'later today, spater heute, heute spater, mas tarde hoy, plus tard aujourdhui')
add({ is: 'now' }, 'now, right now, right away, immediately, straight away, jetzt, sofort, ahora, maintenant')
add({ is: 'refused', reason: 'it is past' }, 'yesterday, ago, gestern, ayer, hier')

add({ is: 'week-ahead', weeks: 0 }, 'diese woche, dieser woche, esta semana, cette semaine')
add({ is: 'week-ahead', weeks: 1 }, 'nachste woche, nachster woche, naechste woche, naechster woche, kommende woche')
add(
  { is: 'week-ahead', weeks: 1 },
  'kommender woche, in der nachsten woche, proxima semana, semana que viene, semana proxima',
)
add({ is: 'week-ahead', weeks: 1 }, 'semaine prochaine, following week')
add(
  { is: 'week-ahead', weeks: 2 },
  'week after next, wk after next, ubernachste woche, uebernachste woche, uebernaechste woche',
)
add({ is: 'week-ahead', weeks: 2 }, 'ubernachster woche')
add({ is: 'rest-of-week', isLater: false }, 'rest of the week, rest of this week, rest of week')
add({ is: 'rest-of-week', isLater: true }, 'later this week, later in the week')
add({ is: 'span', span: 'week' }, 'week, wk, woche, semana, semaine')
add({ is: 'span', span: 'weekend' }, 'weekend, week-end, wochenende, fin de semana, over the weekend, over weekend')
add({ is: 'span', span: 'month' }, 'month, monat, mes, mois')
add({ is: 'span', span: 'quarter' }, 'quartal, trimestre')
add({ is: 'span', span: 'year' }, 'year, jahr, ano, annee')
add({ is: 'week-of' }, 'week of, wk of, week commencing, week beginning, week starting, wc, wb, semaine du, semana del')
add({ is: 'first-week-of' }, 'first week of, first week in, 1st week of, 1st week in')
for (const quarter of [1, 2, 3, 4] as const) add({ is: 'quarter', quarter }, `q${quarter}`)
add({ is: 'new-year' }, 'new year, neues jahr, neuen jahr')
add({ is: 'day-of-year', month: 12, day: 24 }, 'christmas eve, xmas eve, heiligabend')
add({ is: 'day-of-year', month: 12, day: 31 }, 'new years eve, silvester')

const edges: Readonly<Record<Edge, string>> = {
  early: 'early, early in, early on in',
  start:
    'beginning of, start of, anfang, beginning, start, principios de, a principios de, debut, at the beginning of, at the start of',
  mid: 'mid, mid -, middle of, in the middle of, mitte, mediados de, a mediados de, mi -',
  late: 'late, late in, later in, towards the end of',
  end: 'end of, end, at the end of, ende, finales de, a finales de, fin de, fin, fin du mois de',
}
for (const [edge, list] of Object.entries(edges)) add({ is: 'edge', edge: edge as Edge }, list)

const clock = (hours: number) => Math.round(hours * 60)
const part = (name: PartOfDay, from: number, until: number): Part => ({ name, from: clock(from), until: clock(until) })
const [morning, afternoon] = [part('morning', 9, 12), part('afternoon', 13.5, 17)]
const [evening, noon, lunch, end] = [
  part('evening', 17, 20),
  part('noon', 12, 12.5),
  part('lunch', 12, 13.5),
  part('end', 15, 17),
]
add(
  { is: 'part', part: morning },
  'morning, mornin, vormittag, vormittags, morgens, fruh, frueh, in der fruh, am morgen',
)
add({ is: 'part', part: morning }, 'por la manana, de la manana, en la manana, matin, du matin, dans la matinee')
add(
  { is: 'part', part: afternoon },
  'afternoon, aft, afternon, pm, in the afternoon, in the pm, nachmittag, nachmittags',
)
add(
  { is: 'part', part: afternoon },
  'tarde, por la tarde, de la tarde, en la tarde, apres midi, apres - midi, lapres midi',
)
add({ is: 'part', part: afternoon }, 'de lapres midi, lapres - midi, de lapres - midi')
add(
  { is: 'part', part: evening },
  'evening, eve, night, in the evening, at night, after hours, after work, abend, abends',
)
add({ is: 'part', part: evening }, 'soir, du soir, noche, por la noche, de la noche, nach der arbeit, nach feierabend')
add(
  { is: 'part', part: noon },
  'noon, midday, noontime, noonish, 12 noon, high noon, midi, a midi, mediodia, a mediodia, al mediodia',
)
add({ is: 'part', part: noon }, 'mittag, mittags')
add(
  { is: 'part', part: lunch },
  'lunch, lunchtime, lunch time, lunch hour, over lunch, during lunch, lunch break, mittagspause',
)
add(
  { is: 'part', part: end },
  'eod, cob, eob, cop, end of day, end of the day, close of business, close of play, end of business',
)
add({ is: 'part', part: end }, 'end of business day, end of the business day, close of day, end of play')
add({ is: 'part', part: part('afternoon', 13.5, 15) }, 'early afternoon, early in the afternoon')
add({ is: 'part', part: part('afternoon', 15, 17) }, 'late afternoon, late in the afternoon')
add({ is: 'part', part: part('afternoon', 14, 15.5) }, 'mid afternoon, mid - afternoon, midafternoon')
add({ is: 'part', part: part('morning', 8, 9) }, 'early morning, early in the morning')
add({ is: 'part', part: part('morning', 10, 11.5) }, 'mid morning, mid - morning, midmorning')
add({ is: 'part', part: part('morning', 11, 12) }, 'late morning, late in the morning')
add({ is: 'part', part: part('evening', 17, 18.5) }, 'early evening, early in the evening')
add(
  { is: 'part-today', part: morning },
  'this morning, heute morgen, heute fruh, heute frueh, heute vormittag, ce matin',
)
add({ is: 'part-today', part: morning }, 'esta manana')
add({ is: 'part-today', part: afternoon }, 'this afternoon, this aft, esta tarde, cet apres midi, cet apres - midi')
add({ is: 'part-today', part: evening }, 'tonight, tonite, twonite, this evening, ce soir, esta noche, heute abend')
add({ is: 'in-the-morning' }, 'in the morning, in the am')
add({ is: 'first-thing' }, 'first thing, 1st thing')
const vague: Item = { is: 'refused', reason: 'that may be many times: write a day, or an hour' }
add(vague, 'late evening, midweek, mid week, mid - week, soon, asap, later')
add(
  vague,
  'spring, summer, autumn, fall, winter, easter, christmas, xmas, weihnachten, navidad, noel, christmas day, xmas day, holidays, christmas holidays, feiertage, feiertagen, fiestas, fetes, whenever, sometimes, one day, some day',
)
add(vague, 'bald, pronto, luego, bientot, ostern, few, several, ein paar, unos, unas, quelques, a bit, a while')
add(
  { is: 'refused', reason: 'nobody is called at midnight: write another hour' },
  'midnight, mitternacht, minuit, medianoche',
)
add({ is: 'refused', reason: '“half three” is 3:30 to some and 2:30 to others: write it in figures' }, 'half one')
for (const hour of ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']) {
  phrases.set(`half ${hour}`, phrases.get('half one')!)
}
add({ is: 'refused', reason: 'write the hour in figures' }, 'dreiviertel, viertel vier, viertel funf, viertel drei')
add(
  { is: 'refused', reason: 'it says when not: write when' },
  'not, no, never, except, but, unless, nicht, excepto, sauf',
)
add({ is: 'refused', reason: 'it says when not: write when' }, 'other than, apart from, any day')

const bounds: Readonly<Record<Bound, string>> = {
  after:
    'after, right after, straight after, later than, past, nach, nach dem, despues de, despues del, tras, apres, apres le',
  from: 'from, starting, starting from, as of, not before, not until, not till, no earlier than, not earlier than, ab, a partir de, a partir du, a partir del, desde, desde el, nicht vor, no sooner than',
  before: 'before, prior to, earlier than, vor, vor dem, antes de, antes del, avant, avant le, ahead of',
  by: 'by, no later than, not later than, not after, within, inside, bis, bis zum, spatestens, spatestens am, dici, dici le, binnen, innerhalb von, latest',
}
for (const [bound, list] of Object.entries(bounds)) add({ is: 'bound', bound: bound as Bound }, list)
add(
  { is: 'bound-behind', bound: 'by' },
  'at the latest, at latest, or before, or earlier, or sooner, au plus tard, a mas tardar',
)
add(
  { is: 'bound-behind', bound: 'from' },
  'or later, or after, onwards, onward, on and later, and later, and after, and on',
)
for (const away of ['out', 'ooo', 'off', 'away', 'on leave', 'on vacation', 'on holiday', 'on holidays']) {
  add({ is: 'bound', bound: 'from' }, `${away} until, ${away} till, ${away} til`)
}
add({ is: 'bound-behind', bound: 'from' }, 'at the earliest, or thereafter, fruhestens, au plus tot')
add({ is: 'past' }, 'past')
add({ is: 'until' }, 'until, till, til, hasta, hasta el, jusqua, jusquau')
add({ is: 'to' }, 'to, -, au, through, thru')
add({ is: 'between' }, 'between, btw, btwn, zwischen, entre, von, anywhere between, somewhere between')
add({ is: 'and' }, 'and, und, y, et')
add({ is: 'or' }, 'or, oder, o, ou')
add(
  { is: 'at' },
  'at, um, a las, a la, las, gegen, vers, sobre, hacia, at around, at about, around, about, roughly, approx, abt',
)
add({ is: 'at' }, 'approximately, circa, ca, somewhere around, sometime around, at exactly')
add({ is: 'the' }, 'the, le, el, la, den, dem, der, vom, du, del')
add({ is: 'am' }, 'am')
add({ is: 'of' }, 'of, de, on, en el, von der')
add({ is: 'in' }, 'in, in about, in around, in approx, in roughly, dentro de, dans, en, in the next, in der')
add({ is: 'a' }, 'a, an, un')
add(
  { is: 'next' },
  'next, nxt, nachsten, nachster, nachste, nachstes, naechsten, naechste, naechster, proximo, proxima',
)
add({ is: 'next' }, 'prochain, prochaine, que viene')
add({ is: 'coming' }, 'this, coming, upcoming, kommenden, kommender, diesen, dieser, este, esta, ce, cette')
add({ is: 'last' }, 'last, letzten, letzter, ultimo, dernier')
add({ is: 'from-now' }, 'from now, from today, hence, ab heute, ab jetzt')
add({ is: 'half-before' }, 'halb')
add(
  { is: 'half' },
  'half, half a, half an, a half, halbe, halben, einer halben, eine halbe, demi, demi -, une demi, une demi -, media, una media',
)
add({ is: 'and-a-half' }, 'and a half, and half, y media, et demie, et demi')
add({ is: 'half-past' }, 'half past')
add({ is: 'quarter-hour' }, 'quarter, qtr, viertel, cuarto, quart')
add({ is: 'uhr' }, 'uhr, ish, heure, heures, oclock, o clock, hrs')
add({ is: 'couple' }, 'couple, couple of, a couple of, a couple')
add({ is: 'fortnight' }, 'fortnight, a fortnight')
add(
  { is: 'filler' },
  'call, ring, phone, try, give, give me, call back, ring back, again, back, me, him, her, them, us, please, pls, thanks',
)
add(
  { is: 'filler' },
  'sometime, some time, anytime, any time, or so, sharp, exactly, on the dot, then, maybe, probably, ok',
)
add(
  { is: 'filler' },
  'possibly, perhaps, time, hopefully, ideally, todo, followup, follow up, punkt, prompt, follow, up, say, bitte',
)
add({ is: 'filler' }, 'cb, callback, cbk, cb at, out, ooo, on leave, on vacation, on holiday, away')
add({ is: 'filler' }, 'for, rappeler, llamar, anrufen, por favor, svp')

const units: Readonly<Record<Unit, string>> = {
  minute: 'min, mins, minute, minutes, minuten, minutos, minuto, mn',
  hour: 'hour, hours, hr, stunde, stunden, hora, horas, std',
  day: 'day, days, tag, tage, tagen, dia, dias, jour, jours',
  workday:
    'business day, business days, working day, working days, workday, workdays, work days, weekdays from now, werktage, werktagen, arbeitstage, arbeitstagen',
  week: 'weeks, wks, wochen, semanas, semaines, weeks time, week time',
  month: 'months, mths, monate, monaten, meses, months time',
  year: 'years, yrs, yr, jahre, jahren, anos, ans',
}
for (const [unit, list] of Object.entries(units)) add({ is: 'unit', unit: unit as Unit }, list)
