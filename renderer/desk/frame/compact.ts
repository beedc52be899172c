/** So narrow is only the compact desk (main/shell/compact-desk.ts, styles/compact.css). */
const compactMedia = '(max-width: 519px)'

export function isCompact(): boolean {
  return window.matchMedia(compactMedia).matches
}

export function onCompactChanged(changed: () => void): () => void {
  const media = window.matchMedia(compactMedia)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
