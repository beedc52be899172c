/** Nothing is planned for whom this says: pursued once, on no cadence that runs, and neither settled nor forbidden. */
const isUnplanned = (contact: string) => `(SELECT c.pursued_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE contact_id = c.contact_id AND done_at IS NULL AND cancelled_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM enrolments WHERE contact_id = c.contact_id AND stopped_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM do_not_call WHERE kind = 'person' AND subject = c.contact_id)
    AND coalesce((SELECT stop_reason FROM enrolments WHERE contact_id = c.contact_id ORDER BY started_at DESC, rowid DESC LIMIT 1), '')
      NOT IN ('said-no', 'asked-not-to-be-called', 'wrong-number', 'won', 'lost')
    AND coalesce((SELECT outcome FROM attempts WHERE contact_id = c.contact_id ORDER BY started_at DESC LIMIT 1), '')
      NOT IN ('not-interested', 'do-not-call', 'wrong-number', 'won', 'lost')
    FROM contacts c WHERE c.contact_id = ${contact})`

/** Looks at one contact; since the moment it happened, or since when it was so. */
export const lookAt = (contact: string, at: string) =>
  `UPDATE contacts SET unplanned_at = CASE WHEN ${isUnplanned(contact)} THEN coalesce(unplanned_at, ${at}) END
    WHERE contact_id = ${contact} AND (unplanned_at IS NOT NULL OR ${isUnplanned(contact)});`

const trigger = (name: string, when: string, ...statements: readonly string[]) =>
  `CREATE TRIGGER ${name} AFTER ${when}\nBEGIN\n  ${statements.join('\n  ')}\nEND;`

/*
 * Whoever fell off a cadence, was called by hand or called in, and has nothing planned, falls out of no list: the archive knows
 * them by itself, whatever was written, so that the desk finds them by one walk along an index.
 */
export const unplanned = `
-- Since when nothing is planned for them, or when they were called last since then; null: something is, or nothing should be.
ALTER TABLE contacts ADD COLUMN unplanned_at INTEGER;
CREATE INDEX contacts_unplanned ON contacts (unplanned_at) WHERE unplanned_at IS NOT NULL;
UPDATE contacts SET unplanned_at = pursued_at WHERE ${isUnplanned('contacts.contact_id')};
${trigger(
  'follow_ups_planned',
  'INSERT ON follow_ups WHEN NEW.done_at IS NULL AND NEW.cancelled_at IS NULL',
  `UPDATE contacts SET unplanned_at = NULL WHERE contact_id = NEW.contact_id AND unplanned_at IS NOT NULL;`,
)}
${trigger(
  'follow_ups_planned_no_more',
  'UPDATE OF done_at, cancelled_at ON follow_ups',
  lookAt('NEW.contact_id', 'coalesce(NEW.done_at, NEW.cancelled_at)'),
)}
${trigger('follow_ups_unplanned', 'DELETE ON follow_ups', lookAt('OLD.contact_id', 'pursued_at'))}
${trigger(
  'enrolments_planned',
  'INSERT ON enrolments WHEN NEW.stopped_at IS NULL',
  `UPDATE contacts SET unplanned_at = NULL WHERE contact_id = NEW.contact_id AND unplanned_at IS NOT NULL;`,
)}
${trigger(
  'enrolments_planned_no_more',
  'UPDATE OF stopped_at, stop_reason ON enrolments',
  lookAt('NEW.contact_id', 'NEW.stopped_at'),
)}
${trigger('enrolments_unplanned', 'DELETE ON enrolments', lookAt('OLD.contact_id', 'pursued_at'))}
${trigger(
  'contacts_pursued',
  'UPDATE OF pursued_at ON contacts WHEN NEW.pursued_at IS NOT OLD.pursued_at',
  lookAt('NEW.contact_id', 'NEW.pursued_at'),
)}
${trigger(
  'attempts_unplanned',
  'UPDATE OF outcome ON attempts WHEN NEW.outcome IS NOT OLD.outcome',
  lookAt('NEW.contact_id', 'NEW.started_at'),
  // Called since: whoever was called longest ago comes first.
  `UPDATE contacts SET unplanned_at = NEW.started_at WHERE contact_id = NEW.contact_id AND unplanned_at < NEW.started_at;`,
)}
${trigger('do_not_call_unplanned', `INSERT ON do_not_call WHEN NEW.kind = 'person'`, lookAt('NEW.subject', 'pursued_at'))}
${trigger('do_not_call_no_more', `DELETE ON do_not_call WHEN OLD.kind = 'person'`, lookAt('OLD.subject', 'pursued_at'))}
`
