package dev.ionosphere.workflows.notice;

/** One notice to one receiver. */
public record NoticeOrder(NoticeAddress target, NoticeMessage notice) {}
