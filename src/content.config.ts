import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { z } from 'astro/zod';
import { needs } from './transcript/types.ts';

/** What a chapter's front matter may say besides Starlight's own fields (`title`, `description`, …). */
const chapterFields = z.object({
  /** How many minutes it takes to read the chapter and type its commands. Shown below the title. */
  minutes: z.number().int().positive().optional(),
  /**
   * Course images that the engine has when the chapter starts, for example `localhost:5050/web:1.0`, or
   * `localhost/course-registry:1.0`, which readers have out of the bundle. Leave out what the chapter pulls itself.
   */
  images: z.array(z.string()).default([]),
  /** Names of the machines that the chapter needs, for example `[seoul, busan]`; a fence says which one with `host="busan"`. */
  hosts: z.array(z.string()).default([]),
  /**
   * What the chapter needs beyond an engine: `vm` (QEMU, and in `/usr/share/vm` a kernel with a small file system) and `debian`
   * (`/usr/share/course/debian.tar`, for `docker import`), kept in the engine root; `bundle` (what `npm run bundle` makes, in the
   * folder where the chapter starts; then no registry runs, as on a reader's machine).
   */
  needs: z.array(z.enum(needs)).default([]),
  /** The study note that the chapter mirrors: `"000"` or `"004"`, in quotes. */
  note: z.enum(['000', '004']).optional(),
});

export const collections = {
  docs: defineCollection({
    loader: docsLoader(),
    schema: docsSchema({ extend: chapterFields }),
  }),
};
