import type { BankContent, LessonGrading } from "../../content.ts";
import { isRelative, webAddress } from "../manifest/href.ts";
import type { Resource } from "../manifest/manifest.ts";
import type { Cut } from "../policy.ts";
import { whyUnusable } from "../questions/unusable.ts";
import type { Change } from "../report.ts";
import { readIntoLesson } from "./assessments.ts";
import { type ReadResource, readContent } from "./content.ts";
import { isForStaff, kindOf } from "./kinds.ts";
import { readAssignment, readOutside, readTopic, readWeblink } from "./links.ts";
import type { CartridgeScope } from "./scope.ts";

/** A resource as a lesson. */
export interface ReadLesson extends ReadResource {
  grading?: LessonGrading;
  /** From which result a test is passed. */
  cut?: Cut | undefined;
  /** From which it draws. */
  banks?: BankContent[];
}

/** Reads a resource as the lesson of that id, which an outline shows under a title, or says why it cannot be one. */
export async function readResource(
  resource: Resource,
  lessonId: string,
  title: string,
  scope: CartridgeScope,
): Promise<ReadLesson | { refused: Change }> {
  const refused = whyLeftOut(resource);
  if (refused) return { refused };
  try {
    const read = await open(resource, lessonId, title, scope);
    if (read.blocks.length > 0) return read;
    return { refused: { reason: "LESSON_EMPTY", message: "Nothing in it could be taken." } };
  } catch (error) {
    return { refused: whyUnusable(error) };
  }
}

/** The file that a resource begins with. */
export function pathOf({ href, files }: Resource): string {
  return href || (files[0] ?? "");
}

/** Whether a resource is a page or a file of another server. */
export function isOutside(resource: Resource): boolean {
  return kindOf(resource) === "content" && resource.href === "" && webAddress(resource.address) !== undefined;
}

async function open(resource: Resource, lessonId: string, title: string, scope: CartridgeScope): Promise<ReadLesson> {
  if (isOutside(resource)) return readOutside(resource, title);
  const path = pathOf(resource);
  switch (kindOf(resource)) {
    case "weblink":
      return readWeblink(path, scope);
    case "topic":
      return readTopic(path, scope);
    case "assignment":
      return readAssignment(path, scope);
    case "assessment":
      return readIntoLesson(path, lessonId, scope);
    default:
      return readContent(path, scope);
  }
}

/** Why a resource cannot be taken whatever its files hold; undefined where it may be. */
export function whyLeftOut(resource: Resource): Change | undefined {
  const { address, href, type } = resource;
  if (isForStaff(resource)) return { reason: "STAFF_ONLY", message: "Those who teach alone were to see it." };
  if (address !== "" && href === "" && isRelative(address)) {
    return { reason: "HREF_OUTSIDE", message: "It leads out of the package." };
  }
  switch (kindOf(resource)) {
    case "lti":
      return {
        reason: "LTI_LEFT_OUT",
        message: "It runs on another provider's server by LTI, and its keys must not be carried.",
      };
    case "other":
      return {
        reason: "RESOURCE_UNSUPPORTED",
        message: `A resource of the type ${type || "that is not said"} has no like here.`,
      };
    default:
      return undefined;
  }
}
