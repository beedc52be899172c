/** An IANA zone that this computer knows. */
export function isTimeZone(written: string): boolean {
  try {
    // An offset like +05:00 is one too, but says nothing of daylight saving.
    return /^[A-Za-z]/.test(written) && Boolean(new Intl.DateTimeFormat('en', { timeZone: written }))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** ISO 3166-1 or 3166-2 (FR, US-FL), or nothing. */
export function isRegion(written: string): boolean {
  return /^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$/.test(written)
}
