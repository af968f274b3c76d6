const seoul = { timeZone: 'Asia/Seoul' } as const;
const dates = new Intl.DateTimeFormat('sv-SE', seoul);
const times = new Intl.DateTimeFormat('ko-KR', { ...seoul, dateStyle: 'long', timeStyle: 'short' });

/** The day in Korea of an ISO 8601 time, for example `2026-11-21`. */
export const formatDate = (iso: string): string => dates.format(new Date(iso));

/** Day and time in Korea of an ISO 8601 time, in words for readers. */
export const formatTime = (iso: string): string => `${times.format(new Date(iso))} (한국 시각)`;

/** A duration in milliseconds, in words for readers: `0.3초`, `12초`, `2분 5초`. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${Math.max(seconds, 0.1).toFixed(1)}초`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole}초` : `${Math.floor(whole / 60)}분 ${whole % 60}초`;
}
