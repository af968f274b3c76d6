import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Which part of a variable font is wanted. */
export interface Subset {
  /** Code points; those that the font lacks do not count. */
  characters: ReadonlySet<number>;
  /** Lowest and highest weight. */
  weights: readonly [number, number];
}

/** Cuts a TrueType font with HarfBuzz to some characters and weights; throws where HarfBuzz cannot. */
export async function subsetFont(
  font: Uint8Array,
  { characters, weights }: Subset,
): Promise<Buffer> {
  const wasm = fileURLToPath(import.meta.resolve('harfbuzzjs/hb-subset.wasm'));
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm));
  const hb = instance.exports as unknown as HarfBuzz;
  // The instance goes with all its memory when this is done: nothing is freed one by one.
  const place = hb.malloc(font.length);
  new Uint8Array(hb.memory.buffer).set(font, place);
  const face = hb.hb_face_create(hb.hb_blob_create(place, font.length, writable, 0, 0), 0);
  const input = hb.hb_subset_input_create_or_fail();
  const wanted = hb.hb_subset_input_unicode_set(input);
  for (const character of characters) hb.hb_set_add(wanted, character);
  // Figures in columns; HarfBuzz keeps kerning and what languages need by itself.
  hb.hb_set_add(hb.hb_subset_input_set(input, layoutFeatures), tag('tnum'));
  hb.hb_subset_input_set_flags(input, noHinting);
  const [low, high] = weights;
  const isRanged = hb.hb_subset_input_set_axis_range(input, face, tag('wght'), low, high, low);
  const cut = isRanged ? hb.hb_subset_or_fail(face, input) : 0;
  const blob = cut ? hb.hb_face_reference_blob(cut) : 0;
  const length = blob ? hb.hb_blob_get_length(blob) : 0;
  if (length === 0) {
    throw new Error(
      `expected a TrueType font with weights from ${low} to ${high}, but HarfBuzz cannot cut this one. Check the font's package.`,
    );
  }
  const start = hb.hb_blob_get_data(blob, 0);
  return Buffer.from(hb.memory.buffer.slice(start, start + length));
}

const tag = (name: string) => Buffer.from(name, 'latin1').readUInt32BE();

/** As hb.h and hb-subset.h name them: HB_MEMORY_MODE_WRITABLE, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG, HB_SUBSET_FLAGS_NO_HINTING. */
const [writable, layoutFeatures, noHinting] = [2, 6, 1] as const;

/** A pointer into the instance's memory; 0 where something failed. */
type Pointer = number;

interface HarfBuzz {
  memory: WebAssembly.Memory;
  malloc(bytes: number): Pointer;
  hb_blob_create(data: Pointer, length: number, mode: number, user: 0, destroy: 0): Pointer;
  hb_blob_get_data(blob: Pointer, length: 0): Pointer;
  hb_blob_get_length(blob: Pointer): number;
  hb_face_create(blob: Pointer, index: number): Pointer;
  hb_face_reference_blob(face: Pointer): Pointer;
  hb_set_add(set: Pointer, value: number): void;
  hb_subset_input_create_or_fail(): Pointer;
  hb_subset_input_set(input: Pointer, which: number): Pointer;
  hb_subset_input_set_axis_range(
    input: Pointer,
    face: Pointer,
    axis: number,
    low: number,
    high: number,
    middle: number,
  ): number;
  hb_subset_input_set_flags(input: Pointer, flags: number): void;
  hb_subset_input_unicode_set(input: Pointer): Pointer;
  hb_subset_or_fail(face: Pointer, input: Pointer): Pointer;
}
