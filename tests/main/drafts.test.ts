import { join } from 'node:path'
import { expect, it } from 'vitest'
import { closeArchive } from '../../main/archive/open.ts'
import { tablesToExport } from '../../main/archive/export-rows.ts'
import { draftHandlers } from '../../main/contact/draft-handlers.ts'
import type { AppContext } from '../../main/app-context.ts'
import { cadenceFormOf } from '../../renderer/desk/cadence/cadence-form.ts'
import { presets } from '../../shared/cadence/cadence-presets.ts'
import { draftSchema, keptDraftSchema, type Draft } from '../../shared/contract/drafts.ts'
import { monday, mustOpen, temporaryArchive, temporaryFolder } from '../support/temporary-archive.ts'

const script = { room: 'recording', about: 'new', words: { name: 'Offer', script: 'Hi, this is' } } as Draft

it('what is typed is there after Afterbeep was killed, until it is saved or given up', async () => {
  const path = join(temporaryFolder(), 'archive.db')
  const cadence = cadenceFormOf({ ...presets[0]!, name: 'Mine' }, null)
  const before = mustOpen(path)
  const ask = draftHandlers({ archive: before, now: () => monday } as AppContext)
  const draft = draftSchema.parse({ room: 'cadence', about: cadence.cadenceId, words: { ...cadence, maxTries: '2x' } })
  await ask['draft.keep'](script)
  await ask['draft.keep'](draft)
  await ask['draft.keep']({ ...script, words: { name: 'Offer', script: 'Hi, this is Ann' } } as Draft)
  // The next one opens the archive beside the one that was never closed.
  const after = mustOpen(path)
  const next = draftHandlers({ archive: after, now: () => monday + 1 } as AppContext)
  const kept = await next['draft.open']({})
  expect(kept.ok && kept.value.map((one) => keptDraftSchema.parse(one))).toEqual(
    expect.arrayContaining([
      { draft, typedAt: monday },
      { draft: { ...script, words: { name: 'Offer', script: 'Hi, this is Ann' } }, typedAt: monday },
    ]),
  )
  await next['draft.forget']({ room: 'recording', about: 'new' })
  expect(await next['draft.open']({})).toEqual({ ok: true, value: [{ draft, typedAt: monday }] })
  closeArchive(after)
  closeArchive(before)
})

it.each(presets.map((preset) => [preset.name, preset] as const))('%s can be kept as its editor has it', (_, preset) => {
  const words = cadenceFormOf(preset, null)
  expect(draftSchema.parse({ room: 'cadence', about: preset.cadenceId, words })).toMatchObject({ words })
})

it('what an older Afterbeep kept in another form is not offered, and stands in no way', async () => {
  const archive = temporaryArchive()
  const ask = draftHandlers({ archive, now: () => monday } as AppContext)
  await ask['draft.keep'](script)
  archive.prepare(`INSERT INTO drafts VALUES ('cadence', 'old', '{"name":"Old"}', 1), ('letter', 'x', '1', 1)`).run()
  expect(await ask['draft.open']({})).toEqual({ ok: true, value: [{ draft: script, typedAt: monday }] })
  // It is nobody's data yet.
  expect(tablesToExport(archive).map(({ name }) => name)).not.toContain('drafts')
})
