/** What every course image is built for. */
export const platforms = ['linux/amd64', 'linux/arm64'] as const;

export type Platform = (typeof platforms)[number];

/**
 * A file, a symbolic link or a folder of a layer. Paths have no leading slash; owner is root. Folders above an entry
 * need no entry of their own (they get mode 0755). Modes stand here because a checkout does not keep them.
 */
export type LayerEntry =
  | { path: string; mode: number; from: URL }
  | { path: string; mode: number; content: Buffer }
  | { path: string; linkTo: string }
  | { path: string; mode: number };

/** One layer; images that name the same description share the layer. */
export interface LayerDescription {
  /** What `docker history` shows. */
  createdBy: string;
  /** Fixed time of the layer and all its files, ISO 8601 in whole seconds; no two descriptions share one. */
  created: string;
  entries: (platform: Platform) => LayerEntry[];
}

/** A course image as its author describes it, see `images/README.md`. */
export interface ImageDescription {
  repository: string;
  tag: string;
  /** Value of the label `course`; `dollyeo-docker`, by which lessons list and clean up, unless given. */
  course?: string;
  /** As in `LayerDescription`; on linux/arm64 an image and its history are one second younger. */
  created: string;
  title: string;
  version: string;
  /** An SPDX expression. */
  licenses: string;
  layers: LayerDescription[];
  /** In the words of the OCI image specification; labels are added. */
  run: {
    ExposedPorts?: Record<string, object>;
    Env: string[];
    Cmd: string[];
    WorkingDir?: string;
  };
}

/** The digests of an image on one platform, each `sha256:` and 64 hex digits, layers from the lowest up. */
export interface PlatformDigests {
  manifest: string;
  config: string;
  layers: string[];
  diffIds: string[];
  chainIds: string[];
}

/** What a built image is called and what it consists of. */
export interface CourseImage {
  repository: string;
  tag: string;
  index: string;
  platforms: Record<Platform, PlatformDigests>;
}
