/** Silent zones after which port 53 counts as closed to us, as long as no server was ever heard. */
const enoughSilence = 2;

export interface Port53 {
  /** Waits its turn; false when the port counts as closed. */
  enter: (zone: string) => Promise<boolean>;
  /** `asked`: a server of the zone had an address to ask. */
  leave: (zone: string, asked: boolean) => void;
  heard: () => void;
}

/**
 * Remembers whether any name server outside was ever heard. Until then only a few zones are asked at once, so that
 * a network that drops port 53 costs the wait of these and not of every name.
 */
export function createPort53(): Port53 {
  let state: 'unclear' | 'open' | 'closed' = 'unclear';
  const silent = new Set<string>();
  const asking = new Map<string, number>();
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    if (waiting.length === 0) return;
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  return {
    async enter(zone) {
      while (state === 'unclear' && !asking.has(zone) && asking.size >= enoughSilence) {
        await new Promise<void>((resume) => waiting.push(resume));
      }
      if (state !== 'closed') asking.set(zone, (asking.get(zone) ?? 0) + 1);
      return state !== 'closed';
    },
    leave(zone, asked) {
      const left = (asking.get(zone) ?? 1) - 1;
      if (left > 0) asking.set(zone, left);
      else asking.delete(zone);
      if (state === 'unclear' && asked) {
        silent.add(zone);
        if (silent.size >= enoughSilence) state = 'closed';
      }
      wake();
    },
    heard() {
      state = 'open';
      wake();
    },
  };
}
