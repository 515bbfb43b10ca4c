package dev.sprintcapacity.service.page;

import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import dev.sprintcapacity.service.http.reply.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the static files of the pages. */
@Controller
public final class AssetController {

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private final Assets assets;

  public AssetController(Assets assets) {
    this.assets = assets;
  }

  /** A file that was written for the pages. */
  @GetMapping("/assets/{fingerprint}/{*name}")
  public Reply ours(
      @PathVariable("fingerprint") String fingerprint,
      @PathVariable("name") String name,
      HttpServletRequest request) {
    return file(Assets.OURS, fingerprint, name, request);
  }

  /** A file that comes from a library. */
  @GetMapping("/webjars/{fingerprint}/{*name}")
  public Reply library(
      @PathVariable("fingerprint") String fingerprint,
      @PathVariable("name") String name,
      HttpServletRequest request) {
    return file(Assets.WEBJARS, fingerprint, name, request);
  }

  /** With a fingerprint of other files, as of another version, it is what we have, for now. */
  private Reply file(
      String place, String fingerprint, String slashAndName, HttpServletRequest request) {
    Asset asset =
        assets
            .find(place, slashAndName.substring(1))
            .orElseThrow(
                () -> new ProblemException(ProblemCode.NOT_FOUND, "The pages have no such file."));
    String caching = assets.isFingerprint(fingerprint) ? FOR_GOOD : "no-cache";
    Reply reply =
        clientHas(asset, request)
            ? Reply.empty(HttpServletResponse.SC_NOT_MODIFIED)
            : new Reply(
                HttpServletResponse.SC_OK,
                Map.of("Content-Type", asset.mediaType()),
                asset.bytes());
    return reply.with("ETag", asset.tag()).with("Cache-Control", caching);
  }

  private static boolean clientHas(Asset asset, HttpServletRequest request) {
    return Collections.list(request.getHeaders("If-None-Match")).stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals(asset.tag()));
  }
}
