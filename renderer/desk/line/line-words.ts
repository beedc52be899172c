import type { RequestInput } from '../../../shared/contract/bridge.ts'
import type { LineId } from '../../../shared/ids.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { isLineServer } from '../../../shared/line/line-server.ts'
import type { Line } from '../../../shared/contract/line.ts'

/** The fields of a line as they are typed. */
export interface LineForm {
  readonly name: string
  readonly server: string
  readonly domain: string
  readonly user: string
  readonly authUser: string
  readonly password: string
  readonly callerName: string
}
export type LineField = keyof LineForm
export type LineErrors = Partial<Record<LineField, string>>

export function formOf(line: Line | null): LineForm {
  const { name, server, domain, user, authUser, callerName } = line ?? noLine
  return { name, server, domain, user, authUser, password: '', callerName }
}

const noLine = { name: '', server: '', domain: '', user: '', authUser: '', callerName: '' }

/** What has to be put right before the line can be saved, field by field. `stored`: a password is kept already. */
export function errorsIn(form: LineForm, kind: Line['kind'], stored: boolean): LineErrors {
  const errors: LineErrors = {}
  if (form.user.trim() === '') errors.user = 'Type the user your provider gave you.'
  if (form.password === '' && !stored) errors.password = 'Type the password of this line.'
  if (kind === 'practice') return errors
  const server = form.server.trim()
  if (form.name.trim() === '') errors.name = 'Give the line a name, e.g. “Main line”.'
  if (server === '') errors.server = 'Type the address of the server, e.g. wss://sip.example.com.'
  else if (/\/\/HOST\b/.test(server)) errors.server = 'Put the server’s name in the place of HOST.'
  else if (/^ws:/i.test(server) && !isLineServer(server)) errors.server = 'ws:// can be overheard. Use wss://.'
  else if (!isLineServer(server)) errors.server = 'This is not a server address. It looks like wss://sip.example.com.'
  if (/[\s@/]/.test(form.domain.trim())) errors.domain = 'Only the part after @, e.g. example.com.'
  if (/["\\\r\n]/.test(form.callerName)) errors.callerName = 'No quotation marks or backslashes.'
  return errors
}

/** The request the form makes. An empty password keeps the stored one. */
export function lineInput(
  form: LineForm,
  line: { lineId: LineId; kind: Line['kind'] } & Partial<Line>,
): Pick<RequestInput<'line.use'>, 'line' | 'password'> {
  const { name, domain, user, authUser, callerName, server } = form
  return {
    line: {
      ...lineDefaults,
      ...line,
      name: name.trim(),
      server: line.kind === 'practice' ? '' : server.trim(),
      domain: domain.trim(),
      user: user.trim(),
      authUser: authUser.trim(),
      callerName: callerName.trim(),
    },
    password: form.password === '' ? null : form.password,
  }
}

/** The line is told another server or user than it was saved with, which a password is bound to. */
export function goesElsewhere(form: LineForm, line: Line): boolean {
  const { server, domain, user, authUser } = form
  const isSame = [server, domain, user, authUser].map((text) => text.trim())
  return JSON.stringify(isSame) !== JSON.stringify([line.server, line.domain, line.user, line.authUser])
}
