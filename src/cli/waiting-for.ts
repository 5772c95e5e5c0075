import { grouped } from '../model/many.ts';
import type { Progress } from './host.ts';

/** Tells what a run still waits for. */
export interface WaitingFor {
  /** A fact is asked for, or says how far it is. `key` stands for it. */
  onProgress: (text: string, key: string) => void;
  /** It was answered, or will not be. */
  onEnd: (key: string) => void;
}

/** All facts are asked for at once: shown is the one that has been waited for longest, and how many there are beside it. */
export function waitingFor(progress: Pick<Progress, 'update'> | null): WaitingFor {
  if (progress === null) return { onProgress: nothing, onEnd: nothing };
  const open = new Map<string, string>();
  const tell = (): void => {
    const [longest] = open.values();
    if (longest === undefined) return;
    const more = open.size - 1;
    progress.update(more === 0 ? longest : `${longest}, and ${grouped(more)} more`);
  };
  return {
    onProgress: (text, key) => {
      open.set(key, text);
      tell();
    },
    onEnd: (key) => {
      open.delete(key);
      tell();
    },
  };
}

const nothing = (): void => undefined;
