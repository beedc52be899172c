/**
 * What stands before an extension, in the languages of the lists that people have; without accents and dots. `x` and `#` are
 * read elsewhere: they touch their digits.
 */
const extensionWords = new Set(
  (
    'x xt ext exts extn extns extension extensions extention xtn exten ' +
    // What a menu asks for is pressed after the answer, as an extension is.
    'opt option press taste touche tapez opcion opcao opzione tasto optie ' +
    // German: an Apparat or a Nebenstelle is asked for; a Durchwahl is part of the number.
    'app apparat nst nebenstelle nebenst ' +
    // French, Italian, Spanish, Portuguese, Dutch
    'poste pst int interno interne interior anexo anx extensao ramal rml toestel tst ' +
    // Scandinavian, Finnish, Polish, Czech, Hungarian, Romanian, Turkish
    'anknytning ankn lokal lok lokalnummer internnummer alanumero wew wewn wewnetrzny linka klapka kl mellek int dahili dah ' +
    // Russian, Ukrainian, Bulgarian, Greek, Hebrew, Arabic, Chinese, Japanese, Korean
    'доб добавочный добав дод додатковий внутр внутренний вн вътр εσωτ εσωτερικο שלוחה تحويلة 分机 分機 转 轉 内線 내선 local loc'
  ).split(' '),
)
/** The digits behind these belong to the number: whoever has such a line can be dialled from outside (DIN 5008). */
const directWords = new Set(['dw', 'durchwahl', 'durchw', 'klappe'])
const orWords = new Set(
  'or oder ou o u and und et y e i og och en alt alternatively also additionally aux resp bzw или и lub albo nebo vagy veya または 或'.split(
    ' ',
  ),
)
/** Who or what a number is of: never letters to be found on a keypad, however they are written. */
const labels = new Set(
  (
    'a c d f h m o p t w ab an at by call called cell cellphone cellular cel centralita company contact corp corporate desk dial direct ' +
    'directo dir durchwahl email fax festnetz fijo fixe fixed fon fono gsm handy home hq house hotline line land landline main mob ' +
    'mobil mobile mobiltelefon movil no nr num number numero nummer office off old new only ph phone phones portable portatil priv ' +
    'private privat pro reception rezeption standard switchboard tel telef telefon telefone telefono telephone tlf tel work vm voice ' +
    'voicemail whatsapp wk work zentrale buero buro bureau casa domicile trabajo oficina cellulare ufficio тел телефон моб раб дом'
  ).split(' '),
)

const bare = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .toLowerCase()

export const isExtensionWord = (word: string) => extensionWords.has(bare(word))
export const isDirectWord = (word: string) => directWords.has(bare(word))
export const isOrWord = (word: string) => orWords.has(bare(word))
export const isLabel = (word: string) =>
  labels.has(bare(word)) || extensionWords.has(bare(word)) || directWords.has(bare(word))
