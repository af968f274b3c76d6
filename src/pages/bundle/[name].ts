import type { APIContext, GetStaticPathsResult } from 'astro';
import { readBundleFiles, type BundleFile } from '../../site/bundle-files.ts';

/** The files of the course's bundle, where the site is built with them. */
export const getStaticPaths = (): GetStaticPathsResult =>
  readBundleFiles().map((file) => ({ params: { name: file.name }, props: { file } }));

/** One file, as `docker load` takes it. */
export const GET = ({ props: { file } }: APIContext<{ file: BundleFile }>): Response =>
  new Response(new Uint8Array(file.content), { headers: { 'Content-Type': 'application/x-tar' } });
