import type { Report } from '../model/report.ts';
import type { RenderOptions } from './render-options.ts';

export type Renderer = (report: Report, options: RenderOptions) => string;

interface FormatRow {
  /** How the name of an output file ends that gets this format, without the dot; null where a format is for stdout alone. */
  extension: string | null;
  /** Loads the renderer when it is needed. Its text ends with a line break. */
  load: () => Promise<Renderer>;
}

/** Every format of the report: a new one is a row here, and a renderer. In the order in which --help names them. */
const rows = {
  text: { extension: 'txt', load: async () => (await import('./text/text.ts')).renderText },
  json: { extension: 'json', load: async () => (await import('./json.ts')).renderJson },
  ndjson: { extension: 'ndjson', load: async () => (await import('./ndjson.ts')).renderNdjson },
  markdown: { extension: 'md', load: async () => (await import('./markdown.ts')).renderMarkdown },
  html: { extension: 'html', load: async () => (await import('./html/html.ts')).renderHtml },
  junit: { extension: 'xml', load: async () => (await import('./junit.ts')).renderJunit },
  sarif: { extension: 'sarif', load: async () => (await import('./sarif.ts')).renderSarif },
  github: { extension: null, load: async () => (await import('./github.ts')).renderGithub },
} satisfies Record<string, FormatRow>;

export type Format = keyof typeof rows;

export const isFormat = (text: string): text is Format => Object.hasOwn(rows, text);

export const formats: readonly Format[] = Object.keys(rows).filter(isFormat);

/** Loads the renderer of a format. */
export async function rendererOf(format: Format): Promise<Renderer> {
  return await rows[format].load();
}

/** What the name of an output file may end in, with the dot, in the order of the formats. */
export const fileExtensions: readonly string[] = Object.values(rows).flatMap(({ extension }) =>
  extension === null ? [] : [`.${extension}`],
);

/** The format of an output file by its extension, in any case, or null. */
export function formatOfFile(path: string): Format | null {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  return formats.find((format) => rows[format].extension === extension) ?? null;
}
