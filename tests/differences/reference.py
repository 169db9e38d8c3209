"""The conformance cases that PyPI's Requests 2.34 fails, by subject and by the reason for the deliberate difference."""

FAILING = {
    "Arguments and URLs": {
        "Bytes in params that are not ASCII are sent as these octets (RFC 3986 section 2.5).": [
            "http_hostile_requests.case_params_in_bytes",
        ],
        "The characters of a str are sent, whatever a subclass returns from str() and format().": [
            "wire_text.case_cookies",
            "wire_text.case_header_names_and_values",
            "wire_text.case_multipart_names_types_and_values",
            "wire_text.case_url_and_method",
            "wire_text.case_url_with_user_and_password",
            "wire_text.case_user_and_password_of_digest",
        ],
        (
            "White space after a field value (RFC 9110 section 5.5) or around a URL is removed, because text that"
            " was read from a file ends with a line feed. A value may be a bytearray."
        ): [
            "wire_text.case_a_header_that_an_auth_object_adds",
            "wire_text.case_white_space_around_a_url",
        ],
        (
            "A field value with characters outside Latin-1 is sent as UTF-8 (RFC 9110 section 5.5); Requests "
            "refuses it."
        ): [
            "http_hostile_requests.case_character_beyond_latin1_in_a_header",
        ],
        "The name of a header field must be a token (RFC 9110 section 5.1).": [
            "http_hostile_requests.case_invalid_header_names_are_refused",
        ],
        "`headers.get(name)` returns the default if the name is not a string; Requests raises AttributeError.": [
            "pure_structures.case_non_strings_are_no_keys",
        ],
        (
            "An object that JSON cannot express raises an InvalidJSONError, which is also a TypeError; Requests "
            "raises a TypeError."
        ): [
            "json_writing.case_cpython_refuses_values_outside_json",
        ],
        (
            "No argument can break the syntax of a message: no line end or NUL in a field (RFC 9110 section 5.5),"
            " no empty method (section 9.1), no line end in a part's type (RFC 7578 section 4), no control "
            "character in credentials (RFC 7617 section 2)."
        ): [
            "http_hostile_requests.case_line_in_a_multipart_header",
            "http_hostile_requests.case_line_in_a_multipart_type",
            "http_hostile_requests.case_nul_in_a_header_value",
        ],
        "Quotes and backslashes in a quoted-string are escaped (RFC 7616 section 3.4).": [
            "http_hostile_requests.case_quote_in_user_of_digest",
        ],
        "A request that was changed after it was prepared is checked again when it is sent.": [
            "http_hostile_requests.case_line_in_a_header_that_was_set_later",
            "http_hostile_requests.case_line_in_a_method_that_was_changed_later",
        ],
    },
    "Bodies of requests": {
        (
            "A request has one correct framing (RFC 9112 section 6) and is sent completely: the length of text is"
            " counted in octets, a body of known length is not also announced as chunked, a file that turns out "
            "shorter or longer is an error instead of a wait, no Content-Length is sent without a body, and none "
            "that is not a number."
        ): [
            "http_hostile_requests.case_invalid_length_of_the_caller_is_refused",
            "http_hostile_requests.case_length_without_a_body_is_not_sent",
            "wire_broken.case_invalid_lengths_are_errors",
            "http_uploads.case_file_longer_than_its_length_makes_no_second_request",
            "http_hostile_requests.case_body_with_a_chunked_header_has_one_framing",
            "http_hostile_requests.case_transfer_encoding_of_the_caller_is_kept",
            "wire_sending.case_a_file_longer_than_declared_is_not_sent_on",
            "wire_sending.case_a_changed_prepared_request_has_one_framing",
            "wire_sending.case_a_file_shorter_than_declared_is_an_error",
            "wire_sending.case_a_file_that_shrank_since_it_was_measured_is_an_error",
            "wire_sending.case_a_file_that_grew_since_it_was_measured_is_not_sent_on",
        ],
        (
            "A body that cannot be sent again is not replaced by an empty one when a redirect (307, 308) or a "
            "challenge needs it."
        ): [
            "http_digest.case_put_generator_cannot_be_sent_again",
            "http_redirects.case_307_with_a_generator_cannot_be_repeated",
            "http_redirects.case_next_is_none_when_the_body_cannot_be_repeated",
        ],
        "A small body is sent together with its head (RFC 1122 section 4.2.3.4).": [
            "wire_sending.case_a_small_body_leaves_together_with_its_head",
        ],
    },
    "Redirects and credentials": {
        (
            "A redirect to another scheme is left unchanged, an empty fragment in a Location counts (RFC 9110 "
            "section 10.2.2), and an invalid Location is ignored unless redirects are followed."
        ): [
            "wire_dialogues.case_a_redirect_to_another_scheme_stays_as_it_was_written",
            "wire_dialogues.case_an_empty_fragment_in_a_location_replaces_the_old_one",
            "wire_dialogues.case_invalid_location_is_ignored_when_not_following",
        ],
        (
            "A Host header that the caller sets is sent to the requested origin only, not to another one after a "
            "redirect (RFC 9110 section 15.4)."
        ): [
            "http_hostile_redirects.case_host_header_of_the_caller_stays_on_its_origin",
        ],
        (
            "Credentials and cookies for one server or proxy are not sent to another one after a redirect (RFC "
            "9110 section 15.4)."
        ): [
            "http_hostile_redirects.case_cookies_of_one_request_stay_at_its_origin",
            "wire_dialogues.case_a_redirect_past_the_proxy_drops_proxy_authorization",
            "wire_dialogues.case_a_redirect_through_another_proxy_sends_its_own_credentials",
            "wire_dialogues.case_digest_uses_nextnonce_of_its_own_origin_only",
        ],
        (
            "Digest follows RFC 7616: algorithm and qop without quotes and an empty opaque returned (section "
            "3.4), -sess for each algorithm, SHA-512-256, auth-int."
        ): [
            "http_digest.case_algorithm_sha256_sess",
            "http_digest.case_qop_auth_int_only",
            "http_digest.case_unquoted_fields_are_unquoted",
            "wire_dialogues.case_digest_uses_nextnonce",
            "wire_dialogues.case_digest_of_every_body_that_is_not_a_stream",
        ],
        "The body of a redirect or of a challenge is read to its end only if it is short.": [
            "http_hostile_redirects.case_redirect_with_an_endless_body_is_followed",
            "http_hostile_redirects.case_length_beside_chunks_does_not_make_a_redirect_short",
            "http_digest.case_challenge_with_an_endless_body_gets_credentials",
        ],
    },
    "Cookies": {
        "A semicolon in a cookie is refused, because it would send another cookie (RFC 6265 section 4.1.1).": [
            "http_hostile_requests.case_semicolon_in_a_cookie",
        ],
        (
            "Set-Cookie is parsed as in browsers (RFC 6265 section 5), without the rules of RFC 2109: an invalid "
            'attribute is ignored, not the whole cookie; a cookie without "=" is ignored; Version, Port and '
            "Discard have no meaning."
        ): [
            "wire_dialogues.case_set_cookie_is_read_as_browsers_do",
            "http_hostile_cookies.case_domain_empty_is_the_host_itself",
            "http_hostile_cookies.case_attributes_without_a_value_are_ignored",
            "http_hostile_cookies.case_invalid_max_age_is_ignored",
            "http_hostile_cookies.case_max_age_with_blanks_around_it",
        ],
        "A cookie with a control character is ignored (RFC 6265 section 5.2).": [
            "http_hostile_cookies.case_control_characters_are_ignored_with_their_cookie",
        ],
        "An IP address is matched as a whole (RFC 6265 section 5.1.3).": [
            "http_hostile_cookies.case_domain_of_a_suffix_of_an_address",
        ],
        "Cookies belong to a host, and userinfo is not part of a host (RFC 6265 section 5.3).": [
            "wire_dialogues.case_cookies_of_a_url_with_userinfo_are_its_hosts",
        ],
    },
    "Heads of responses": {
        "A head is parsed strictly: status line, field names, values and line ends follow RFC 9112 sections 2 to 5.": [
            "http_hostile_heads.case_bare_cr_in_a_value",
            "http_hostile_heads.case_bare_cr_in_the_reason",
            "http_hostile_cookies.case_set_cookie_with_a_bare_cr_sets_nothing",
            "http_hostile_heads.case_cr_alone_as_line_end",
            "http_hostile_heads.case_nul_in_a_name",
            "http_hostile_heads.case_nul_in_a_value",
            "http_hostile_heads.case_nul_in_the_reason",
            "http_hostile_heads.case_space_before_the_status_line",
            "http_hostile_heads.case_status_with_a_sign",
        ],
        "A malformed head is repaired as in browsers, and its connection is closed after the response.": [
            "http_hostile_heads.case_blank_before_the_colon_is_removed",
            "http_hostile_heads.case_field_with_a_blank_in_its_name_is_skipped",
            "http_hostile_heads.case_field_with_a_separator_in_its_name_is_skipped",
            "http_hostile_heads.case_field_with_other_bytes_in_its_name_is_skipped",
            "http_hostile_heads.case_field_without_a_name_is_skipped",
            "http_hostile_heads.case_first_line_that_begins_with_a_blank_is_skipped",
            "http_hostile_heads.case_interim_response_with_a_malformed_field_ends_the_connection",
            "http_hostile_heads.case_line_without_a_colon_is_skipped",
            "http_hostile_heads.case_major_version_two_counts_as_http10",
            "http_hostile_heads.case_shoutcasts_status_line_is_repaired",
            "http_hostile_heads.case_tab_before_the_colon_is_removed",
            "http_hostile_heads.case_tab_before_the_status_is_a_space",
            "http_hostile_heads.case_two_spaces_before_the_status_are_one",
            "http_hostile_heads.case_version_of_one_digit_counts_as_http10",
            "http_hostile_heads.case_version_of_two_digit_minor_counts_as_http10",
        ],
        "Ambiguous framing is an error, or accepted with `lenient_framing` (RFC 9112 section 6.3).": [
            "http_hostile_heads.case_framing_field_with_blank_before_its_colon",
            "http_hostile_heads.case_framing_in_doubt_is_accepted_where_the_caller_said_so",
            "http_hostile_heads.case_lenient_framing_refuses_a_truncated_body",
            "http_hostile_heads.case_lenient_framing_keeps_no_connection_whose_end_is_in_doubt",
        ],
        "A head that ends early is not a response (RFC 9112 section 8); Requests takes it for one.": [
            "http_errors.case_closed_within_the_headers",
            "http_hostile_heads.case_head_without_its_empty_line_then_close",
            "http_hostile_heads.case_status_line_alone_then_close",
            "wire_broken.case_closed_anywhere_in_the_head",
            "wire_kept.case_a_request_is_not_repeated_after_half_a_response",
        ],
        (
            "Interim responses are skipped, also those of a proxy before a tunnel (RFC 9110 section 15.2). If one"
            " were taken for the final response, the next request would receive the real one."
        ): [
            "http_hostile_heads.case_102_processing_is_skipped",
            "http_hostile_heads.case_103_early_hints_are_skipped_with_their_fields",
            "http_hostile_heads.case_endless_interim_responses",
            "http_hostile_heads.case_interim_response_to_a_head",
            "http_hostile_heads.case_late_response_after_an_interim_one_is_of_this_request",
            "http_hostile_heads.case_several_interim_responses_are_skipped",
            "http_hostile_heads.case_switching_protocols_unasked_ends_the_connection",
            "http_hostile_heads.case_unknown_interim_response_is_skipped",
            "wire_answers.case_every_interim_response_is_skipped",
            "wire_streams.case_interim_responses_without_an_end",
            "http_hostile_proxies.case_framing_of_a_2xx_to_connect_is_ignored",
        ],
        "White space around a field's value is not part of the value (RFC 9110 section 5.5).": [
            "http_headers.case_response_header_value_is_stripped",
            "http_hostile_redirects.case_location_with_blanks_around_it",
        ],
        (
            "A Content-Length that is not a number, or two that differ, raise a RequestException (RFC 9112 "
            "section 6.3)."
        ): [
            "http_hostile_bodies.case_length_beyond_all_files",
            "http_hostile_bodies.case_length_empty",
            "http_hostile_bodies.case_length_in_hexadecimal",
            "http_hostile_bodies.case_length_in_latin1_superscript",
            "http_hostile_bodies.case_length_in_unicode_digits",
            "http_hostile_bodies.case_length_of_letters",
            "http_hostile_bodies.case_length_of_two_numbers",
            "http_hostile_bodies.case_length_with_a_fraction",
            "http_hostile_bodies.case_length_with_a_plus",
            "http_hostile_bodies.case_length_with_an_underscore",
            "http_hostile_bodies.case_lengths_that_differ",
            "http_hostile_bodies.case_lengths_that_differ_in_one_list",
            "http_hostile_bodies.case_list_of_lengths_that_agree_is_one",
            "http_hostile_bodies.case_negative_length",
        ],
        (
            "Transfer-Encoding overrides Content-Length, and the connection is closed if recipients may read the "
            "framing differently (RFC 9112 sections 6.1 and 6.3)."
        ): [
            "http_hostile_bodies.case_204_with_chunks",
            "http_hostile_bodies.case_chunked_that_is_not_last",
            "http_hostile_bodies.case_chunks_in_http10_end_the_connection",
            "http_hostile_bodies.case_transfer_encoding_and_length_end_the_connection",
            "http_hostile_bodies.case_unknown_coding_with_a_length_is_read_to_the_close",
            "http_hostile_bodies.case_vertical_tab_before_chunked",
            "http_hostile_bodies.case_chunked_twice",
            "http_hostile_bodies.case_transfer_encoding_that_names_no_coding",
        ],
        "A response that is refused sets no cookies and leaves no connection open.": [
            "http_hostile_connections.case_connection_after_a_refused_head_is_closed",
            "http_hostile_cookies.case_cookie_of_an_invalid_response_is_not_stored",
            "wire_broken.case_invalid_gzip_is_an_error",
        ],
        "More than 100 fields are accepted, up to a limit.": [
            "limits.case_cpython_reads_long_lines_and_many",
        ],
    },
    "Bodies of responses": {
        (
            "Chunks are parsed strictly, the size of trailers is limited, and an incomplete body is an error (RFC"
            " 9112 sections 7.1 and 8)."
        ): [
            "http_hostile_bodies.case_bare_cr_in_a_chunk_extension",
            "http_hostile_bodies.case_chunk_size_after_a_blank",
            "http_hostile_bodies.case_chunk_size_beyond_all_files",
            "http_hostile_bodies.case_chunk_size_ended_by_lf_alone",
            "http_hostile_bodies.case_chunk_size_negative",
            "http_hostile_bodies.case_chunk_size_with_a_plus",
            "http_hostile_bodies.case_chunk_size_with_a_prefix",
            "http_hostile_bodies.case_chunk_size_with_an_underscore",
            "http_hostile_bodies.case_cut_after_the_last_chunk_line",
            "http_hostile_bodies.case_cut_within_a_trailer",
            "http_hostile_bodies.case_endless_trailers",
            "wire_broken.case_closed_after_the_data_of_chunks",
            "wire_streams.case_trailers_without_an_end",
        ],
        "The bytes of a transfer coding that was not requested are not the content (RFC 9112 section 7.4).": [
            "http_hostile_heads.case_compressed_transfer_coding_is_refused",
        ],
        (
            "Content codings are decoded in reverse order, as far as they are known; empty list elements are "
            "ignored (RFC 9110 section 8.4)."
        ): [
            "http_coding.case_coding_around_an_unknown_one_is_decoded",
            "http_coding.case_coding_within_an_unknown_one_is_not_decoded",
            "http_coding.case_empty_elements_of_content_encoding_are_ignored",
        ],
        (
            "A compressed body without the end of its stream is an error, whatever its framing says (RFC 1952 "
            "section 2.3.1)."
        ): [
            "http_hostile_bodies.case_truncated_gzip_in_chunks",
            "http_hostile_bodies.case_truncated_deflate_in_a_complete_body",
            "http_hostile_bodies.case_truncated_gzip_in_a_complete_body",
            "http_hostile_bodies.case_truncated_gzip_until_the_close",
            "http_hostile_bodies.case_truncated_second_member_of_gzip",
        ],
        (
            "A truncated body is an error each time it is read, also through `raw`; Requests returns an empty "
            "body the second time."
        ): [
            "http_errors.case_truncated_body_is_never_returned",
            "wire_broken.case_a_broken_stream_raises_at_each_read",
        ],
        (
            "Text with a charset that Python does not know is decoded as UTF-8, and bytes that are invalid in "
            "their charset are replaced."
        ): [
            "http_hostile_content.case_invalid_bytes_of_an_unknown_charset_are_replaced",
            "http_hostile_content.case_lines_of_an_unknown_charset_are_decoded",
            "http_hostile_content.case_text_of_an_unknown_charset_is_decoded_in_blocks",
            "http_hostile_content.case_text_of_an_unknown_charset_is_decoded",
            "http_hostile_content.case_bytes_that_are_invalid_in_their_charset_are_replaced",
        ],
        "JSON that is nested too deeply raises a JSONDecodeError instead of a RecursionError.": [
            "http_hostile_content.case_json_of_endless_nesting",
        ],
        "A number of thousands of digits, in a length or in JSON, raises a RequestException.": [
            "http_hostile_bodies.case_length_of_thousands_of_digits",
            "http_hostile_content.case_json_number_of_thousands_of_digits",
        ],
        "Lines do not depend on where the pieces of a body end; Requests adds empty lines there.": [
            "http_stream.case_cr_lf_split_over_two_chunks_is_one_line_end",
        ],
        "Code written for a board reads `raw` of a response that was not streamed; in Requests `raw` is empty then.": [
            "http_stream.case_mip_reads_raw_of_an_unstreamed_response",
            "wire_streams.case_raw_of_a_response_that_was_not_streamed",
        ],
        "The raw stream of a chunked body has lines, like that of any other body.": [
            "wire_streams.case_the_raw_stream_by_lines",
        ],
        "Response.save, which streams a body into a file, does not exist in Requests.": [
            "http_stream.case_save_of_a_truncated_body_raises",
            "http_stream.case_save_to_full_storage_closes_the_connection",
            "http_stream.case_save_writes_a_streamed_body_into_a_file",
            "http_stream.case_save_writes_content_that_was_read_already",
            "wire_streams.case_a_saved_body_is_consumed",
        ],
    },
    "Timeouts, limits and errors": {
        "timeout= accepts a third number, the total, which limits the whole call.": [
            "http_deadline.case_body_behind_a_redirect_has_no_new_total",
            "http_deadline.case_connection_is_closed_when_the_total_is_up",
            "http_deadline.case_digest_retry_shares_the_total",
            "http_deadline.case_drip_does_not_outlive_the_total",
            "http_deadline.case_full_queue_is_a_connecttimeout",
            "http_deadline.case_interim_responses_do_not_outlive_the_total",
            "http_deadline.case_parts_may_be_none",
            "http_deadline.case_redirects_share_one_total",
            "http_deadline.case_request_of_a_hook_shares_the_total",
            "http_deadline.case_silent_server_is_a_timeout",
            "http_deadline.case_total_that_is_kept",
            "http_deadline.case_trickled_chunks_do_not_outlive_the_total",
            "http_deadline.case_trickled_head_does_not_outlive_the_total",
            "wire_broken.case_a_tiny_total_is_a_connect_timeout_without_a_connection",
            "wire_broken.case_a_total_time_makes_no_other_longer",
        ],
        "A timeout within the body is a ReadTimeout as well as the ConnectionError that Requests raises.": [
            "wire_broken.case_a_timeout_in_the_body_is_a_timeout",
        ],
        "Everything that a server can make a client store is limited.": [
            "http_hostile_bodies.case_too_many_content_codings",
            "http_hostile_bodies.case_other_bytes_in_place_of_crlf_after_the_data",
        ],
        (
            "All errors are RequestExceptions that say what is wrong; Requests lets a TypeError, ValueError, "
            "AttributeError, KeyError, UnicodeError, NotImplementedError, a plain OSError or an error of urllib3 "
            "through."
        ): [
            "http_errors.case_ipv6_literal_without_end",
            "http_hostile_redirects.case_location_with_invalid_utf8",
            "http_hostile_redirects.case_location_with_an_open_bracket",
            "http_hostile_requests.case_blank_in_the_method",
            "http_hostile_requests.case_cookie_that_cannot_be_sent_is_not_prepared",
            "http_hostile_requests.case_method_with_bytes_outside_ascii",
            "http_hostile_requests.case_host_of_empty_labels",
            "http_hostile_requests.case_label_of_a_host_that_is_too_long",
            "http_hostile_requests.case_line_in_a_cookie_name",
            "http_hostile_requests.case_line_in_a_cookie_value",
            "http_hostile_requests.case_line_in_the_method",
            "http_hostile_requests.case_line_in_the_realm_of_a_challenge",
            "http_hostile_requests.case_line_in_user_of_digest",
            "http_hostile_requests.case_nul_in_the_method",
        ],
        (
            "Error messages contain no passwords; in Requests raise_for_status and a proxy's URL can put one into"
            " a message."
        ): [
            "http_errors.case_no_message_shows_a_password",
        ],
    },
    "Connections": {
        (
            "A request on a kept connection that turns out to be dead is sent once more, if its method is "
            "idempotent (RFC 9110 section 9.2.2) or it was not sent completely."
        ): [
            "wire_kept.case_a_body_is_rewound_before_it_is_sent_again",
            "wire_kept.case_a_kept_connection_that_dies_under_an_idempotent_request_is_replaced",
            "wire_kept.case_a_post_that_was_not_sent_completely_is_sent_again",
            "wire_kept.case_a_kept_connection_is_replaced_once",
        ],
        (
            "A connection that received more than a response, or sent less than a request, is not used again (RFC"
            " 9112 section 9.3)."
        ): [
            "wire_answers.case_bytes_after_the_body_are_not_content",
            "wire_sending.case_a_response_to_half_a_request_is_returned",
        ],
        "Closing a session closes its idle connections, even if a response of the session is still referenced.": [
            "wire_dialogues.case_an_error_after_a_redirect_closes_all_connections",
            "wire_kept.case_the_end_of_a_session_closes_what_it_kept",
        ],
        "A client that sends `Connection: close` closes the connection (RFC 9112 section 9.6).": [
            "http_hostile_connections.case_connection_close_of_the_caller",
            "http_sessions.case_connection_close_of_the_caller_is_obeyed",
            "wire_kept.case_the_client_says_close",
        ],
    },
    "Certificates and proxies": {
        "verify= also accepts certificates in memory, and DER.": [
            "tls_material.case_verify_bytes_of_der",
            "tls_material.case_verify_bytes_of_pem",
            "tls_material.case_verify_bytes_refuse_another_authority",
            "tls_material.case_verify_path_of_der",
        ],
        (
            "An empty `verify`, perhaps from a variable that is not set, is an error; in Requests it disables "
            "verification."
        ): [
            "tls_verify.case_empty_verify_path_refuses_every_certificate",
        ],
        "Only `verify=False` (or 0) disables verification, and only for connections of requests that set it.": [
            "tls_verify.case_connection_of_verify_zero_is_not_used_with_verification",
            "tls_verify.case_verify_none_is_the_default",
        ],
    },
}

# The standard library of newer CPythons, on which Requests relies, is right here: the depth of JSON that it parses, and
# the number of interim responses that it skips, are limited.
FIXED_IN_NEWER_PYTHONS = (
    "http_hostile_content.case_json_of_endless_nesting",
    "wire_streams.case_interim_responses_without_an_end",
)
