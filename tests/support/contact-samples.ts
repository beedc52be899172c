import type { CompanyView } from '../../shared/contract/contacts-bridge.ts'
import type { ContactWords } from '../../shared/contract/contact-words.ts'
import { cadenceIdSchema, companyIdSchema, importIdSchema, phoneNumberIdSchema } from '../../shared/ids.ts'
import type { ImportCheck, ImportState, PastImport } from '../../shared/contract/import-state.ts'
import { contactId, now } from './desk-samples.ts'

/* What main says of imports, forms and companies, for previews and tests. */

export const pastImport = (more: Partial<PastImport> = {}): PastImport => ({
  importId: importIdSchema.parse('import-1'),
  fileName: 'hubspot-crm-exports-all-contacts-2026-11-20.csv',
  startedAt: now - 86_400_000,
  added: 212,
  merged: 4,
  skipped: 11,
  bad: 3,
  kept: null,
  hasSetAside: true,
  ...more,
})

const columns: ImportState['columns'] = [
  { heading: 'First Name', field: 'firstName', samples: ['Jane', 'Omar', 'Hannah'] },
  { heading: 'Last Name', field: 'lastName', samples: ['Adams', 'Haddad', 'Weiss'] },
  { heading: 'Company Name', field: 'company', samples: ['Brightwater Logistics', 'Northgate', 'Weiss & Söhne'] },
  { heading: 'Phone Number', field: 'direct', samples: ['(416) 345-3453', '+1 212 555 0188'] },
  { heading: 'Mobile Phone Number', field: 'mobile', samples: ['+49 171 1234567'] },
  { heading: 'Email', field: 'email', samples: ['jane@brightwater.example'] },
  { heading: 'Lifecycle CallPanel', field: null, samples: ['Lead', 'Opportunity'] },
]

const importCheck = (more: Partial<ImportCheck> = {}): ImportCheck => ({
  good: 227,
  bad: 3,
  warned: 1,
  doNotCall: 0,
  duplicates: 2,
  choices: { skip: 1, merge: 0, add: 1 },
  problems: [
    { row: 12, text: 'Luis, Garcia, Harbor', reason: 'there is no phone number', bad: true },
    { row: 40, text: 'Ines, Martin, call me', reason: '“call me” is no phone number', bad: true },
    { row: 71, text: 'Tom, Baker', reason: 'a spreadsheet has cut the number “1.41655E+10” short', bad: true },
    { row: 3, text: 'Omar Haddad', reason: '“omar at home” is no email address and is left out', bad: false },
  ],
  found: [
    {
      row: 2,
      name: 'Jane Adams',
      company: 'Brightwater Logistics',
      reason: 'Jane Adams of Brightwater in the archive: same number',
      contactId: contactId('Jane Adams'),
      choice: 'skip',
    },
    {
      row: 9,
      name: 'Petra Novak',
      company: 'Northgate',
      reason: 'row 3, Omar Haddad: same number, another name',
      contactId: null,
      choice: 'add',
    },
  ],
  people: [
    {
      row: 2,
      name: 'Jane Adams',
      company: 'Brightwater Logistics',
      numbers: ['+1 416 345 3453', '+1 647 555 0101 (mobile)'],
      email: 'jane@brightwater.example',
      timeZone: 'America/Toronto',
      tags: ['prequalified'],
    },
  ],
  ...more,
})

export const importState = (more: Partial<ImportState> = {}): ImportState => ({
  step: 'empty',
  file: null,
  columns: [],
  country: 'US',
  missing: null,
  progress: null,
  check: null,
  cadences: [{ cadenceId: cadenceIdSchema.parse('commercial'), name: 'Commercial' }],
  defaultCadenceId: null,
  lastCadenceId: null,
  result: null,
  past: [],
  exporting: null,
  ...more,
})

const importFile = { name: 'contacts.csv', encoding: 'UTF-8', delimiter: ',', rows: 230, skipped: 0 }
export const columnsState = importState({ step: 'columns', file: importFile, columns })
export const checkedState = importState({ step: 'checked', file: importFile, columns, check: importCheck() })

export const contactWords = (more: Partial<ContactWords> = {}): ContactWords => ({
  name: 'Jane Adams',
  company: 'Brightwater Logistics',
  title: 'Operations lead',
  email: 'jane@brightwater.example',
  numbers: [
    { phoneNumberId: phoneNumberIdSchema.parse('number-1'), written: '+1 416 345 3453', kind: 'direct' },
    { phoneNumberId: phoneNumberIdSchema.parse('number-2'), written: '+1 800 555 0199', kind: 'main' },
  ],
  tags: 'fair 2026',
  timeZone: 'America/Toronto',
  region: '',
  about: 'Met at the fair in Lisbon.',
  dealValue: '25000',
  referrer: '',
  ...more,
})

export const company = (name = 'Brightwater Logistics'): CompanyView => ({
  companyId: companyIdSchema.parse('company-1'),
  dealValue: null,
  name,
  people: [
    {
      contactId: contactId('Jane Adams'),
      name: 'Jane Adams',
      title: 'Operations lead',
      number: '+1 416 345 3453',
      attempts: 7,
      last: { at: now - 3_600_000, outcome: 'voicemail-dropped' },
      next: { kind: 'call', dueAt: now + 86_400_000, promise: true, why: 'Promised: “I’ll follow up this week”.' },
      cadence: 'Commercial',
    },
    {
      contactId: contactId('Omar Haddad'),
      name: 'Omar Haddad',
      title: '',
      number: null,
      attempts: 0,
      last: null,
      next: null,
      cadence: null,
    },
  ],
})
