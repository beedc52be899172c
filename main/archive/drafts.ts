import { draftSchema, type Draft, type DraftKey, type KeptDraft } from '../../shared/contract/drafts.ts'
import { prepared, type Archive } from './open.ts'

/** What was typed and not saved, the newest first. What an older Afterbeep wrote in another form is left where it is. */
export function allDrafts(db: Archive): KeptDraft[] {
  return prepared<{ room: string; about: string; words: string; typedAt: number }>(
    db,
    `SELECT room, about, words, typed_at AS typedAt FROM drafts ORDER BY typed_at DESC`,
  )
    .all({})
    .flatMap(({ room, about, words, typedAt }) => {
      const read = draftSchema.safeParse({ room, about, words: JSON.parse(words) as unknown })
      return read.success ? [{ draft: read.data, typedAt }] : []
    })
}

export function keepDraft(db: Archive, { room, about, words }: Draft, typedAt: number): void {
  prepared(
    db,
    `INSERT INTO drafts (room, about, words, typed_at) VALUES (@room, @about, @words, @typedAt)
     ON CONFLICT (room, about) DO UPDATE SET words = @words, typed_at = @typedAt`,
  ).run({ room, about, words: JSON.stringify(words), typedAt })
}

export function forgetDraft(db: Archive, { room, about }: DraftKey): void {
  prepared(db, `DELETE FROM drafts WHERE room = @room AND about = @about`).run({ room, about })
}
