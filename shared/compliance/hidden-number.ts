import { countryOf, regionInWords } from '../number/number-place.ts'
import type { RuleAnswer } from '../contract/rule-answer.ts'
import { allowed, warned } from './verdict.ts'

/** What the law of a country says to sales calls without a number, as read in the source; nothing from memory. */
const rules: Readonly<Record<string, { readonly says: string; readonly source: string }>> = {
  US: {
    says: 'The FCC’s rule has whoever telemarkets transmit a number; its definition makes no exception for calls to businesses.',
    source: '47 CFR 64.1601(e), https://docs.fcc.gov/public/attachments/DOC-243281A1.txt',
  },
  GB: {
    says: 'A direct marketing caller must not withhold the number, or must present one on which they can be reached.',
    source:
      'PECR reg. 19 and 21 as amended by SI 2016/524, https://www.technologylawdispatch.com/2016/05/, https://www.wiggin.co.uk/insight/',
  },
  CA: {
    says: 'A telemarketer must display the number they call from, or one on which they can be reached; that includes calls to businesses.',
    source: 'CRTC Unsolicited Telecommunications Rules, https://www.lnnte-dncl.gc.ca/ind/ntr-nrt-eng',
  },
  AU: {
    says: 'Sales calls must be made with calling line identification on, and with a number that can be called back.',
    source:
      'Telemarketing and Research Calls Industry Standard 2017, https://donotcall.gov.au/industry/industry-overview/industry-standards',
  },
  DE: {
    says: 'In advertising calls the caller must not suppress the number, and must send one that is assigned to them.',
    source: 'TDDDG s. 15(2) (formerly TTDSG), https://www.datenrecht.expert/15-ttdsg/',
  },
}

/** The rules of the caller's and of the callee's country for a call on which the number is asked to be hidden. */
export function hiddenNumber(
  hidden: boolean,
  { callerRegion, calleeRegion, mainNumber }: { callerRegion: string; calleeRegion: string; mainNumber: string },
): RuleAnswer[] {
  if (!hidden) return [allowed('hidden-number', 'The number is shown.', 'None needed', '')]
  const countries = [...new Set([countryOf(calleeRegion), countryOf(callerRegion)])].filter((country) => rules[country])
  if (countries.length === 0) {
    const places = `${regionInWords(calleeRegion)}${callerRegion === '' ? '' : ` and ${regionInWords(callerRegion)}`}`
    return [allowed('hidden-number', `No rule about hidden numbers was found for ${places}.`, 'None found')]
  }
  return countries.map((country) =>
    warned('hidden-number', {
      reason: `${capital(regionInWords(country))}: ${rules[country]!.says}`,
      source: rules[country]!.source,
      instead: mainNumber
        ? `Show ${mainNumber} instead.`
        : 'Show your number, or give the line a main number that can be shown instead.',
    }),
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
